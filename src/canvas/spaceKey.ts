// The space bar over the paper: held while something is dragged it moves the paper; pressed alone on the focused paper it
// puts the keyboard's pen down or lifts it. Knows no store.

export interface SpaceKey {
  readonly held: () => boolean;
  /** It served to move the paper: letting go of it means nothing more. */
  readonly use: () => void;
  readonly stop: () => void;
}

/** @param over whether the pointer is over the paper */
export function listenToSpace(target: HTMLElement, over: () => boolean, onPress: () => void): SpaceKey {
  let held = false;
  let used = false;
  const stop = new AbortController();
  const { signal } = stop;
  const ours = (event: KeyboardEvent): boolean =>
    event.key === ' ' && (event.target === target || (event.target === document.body && over()));
  const down = (event: KeyboardEvent): void => {
    if (!ours(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!held) used = event.target !== target;
    held = true;
  };
  const up = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || !held) return;
    held = false;
    if (!used) onPress();
  };
  window.addEventListener('keydown', down, { signal });
  window.addEventListener('keyup', up, { signal });
  window.addEventListener('blur', () => (held = false), { signal });
  return { held: () => held, use: () => (used = true), stop: () => stop.abort() };
}
