// The browser's way back (a button, a gesture, Android's own) closes what lies over the page instead of leaving it. Each open
// dialog has one entry of the history, which goes when the dialog is closed in another way.

interface Layer {
  readonly close: () => void;
}

const KEY = 'inklingOver';
const layers: Layer[] = [];
/** Our own step back is on its way: nobody pressed anything. */
let stepping = false;
let listening = false;

/** Something lies over the page; `close` is what the way back does. Returns what is to be called when it is gone. */
export function layOver(close: () => void): () => void {
  const layer = { close };
  layers.push(layer);
  soon();
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    soon();
  };
}

/** Takes the entries away that a reload left of dialogs which are not open any more. */
export function forgetOver(): void {
  if (depth() > layers.length) soon();
}

/** One dialog that gives way to another keeps the entry. */
function soon(): void {
  // In a frame the history is the page's around it.
  if (window.parent !== window) return;
  if (!listening) window.addEventListener('popstate', onPop);
  listening = true;
  setTimeout(settle);
}

function settle(): void {
  if (stepping) return;
  const there = depth();
  for (let next = there + 1; next <= layers.length; next++) history.pushState({ [KEY]: next }, '');
  if (there <= layers.length) return;
  stepping = true;
  history.go(layers.length - there);
}

function onPop(): void {
  if (!stepping) for (const { close } of layers.slice(depth()).reverse()) close();
  stepping = false;
  // What only went a step back (a viewer to its grid) is still there, and has its entry again.
  soon();
}

/** How many dialogs this place in the history is for. */
function depth(): number {
  const state: unknown = history.state;
  const value = typeof state === 'object' && state !== null ? (state as Record<string, unknown>)[KEY] : 0;
  return typeof value === 'number' && value > 0 ? value : 0;
}
