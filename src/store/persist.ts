// The only reader and writer of browser storage for the page: the drawing, its picture, prompt and settings.
import { del, get, keys, set } from 'idb-keyval';
import { startHistory } from '../drawing/history.ts';
import { imageBlob, keepImage } from '../drawing/images.ts';
import { parseSaved, type Saved, toSaved } from './saved.ts';
import { INITIAL_STATE, store } from './store.ts';
import type { AppState } from './types.ts';

const STATE_KEY = 'inkling:page';
const IMAGE_PREFIX = 'inkling:image:';
const SOON_MS = 200;

/** Brings back what was saved. Storage that cannot be read (private windows) is no error: the page starts empty. */
export async function restore(): Promise<void> {
  const saved = await get<unknown>(STATE_KEY).then(parseSaved, () => null);
  if (!saved) return;
  const { drawing, ...rest } = saved;
  const image = drawing?.image ? await restoreImage(drawing.image.id) : false;
  store.setState((state) => ({
    ...untouched(rest, state),
    // A stroke drawn before the storage answered is kept, on top.
    ...(drawing && {
      drawing: startHistory({
        strokes: [...drawing.strokes, ...state.drawing.present.strokes],
        image: image ? drawing.image : state.drawing.present.image,
      }),
    }),
  }));
}

/** What the user has not changed since the page opened; what they typed meanwhile is newer than the storage. */
function untouched(saved: Partial<Omit<Saved, 'drawing'>>, state: AppState): Partial<AppState> {
  const keys = Object.keys(saved) as (keyof typeof saved)[];
  return Object.fromEntries(keys.filter((key) => state[key] === INITIAL_STATE[key]).map((key) => [key, saved[key]]));
}

/** Saves soon after each change, and at once when the page is hidden. Returns the way to stop. */
export function saveChanges(): () => void {
  let written: Saved = toSaved(INITIAL_STATE);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const next = toSaved(store.getState());
    if (same(next, written)) return;
    written = next;
    void set(STATE_KEY, next).catch(() => undefined);
    if (next.drawing.image) void storeImage(next.drawing.image.id).catch(() => undefined);
  };
  // The first change starts the clock and later ones do not put it back: progress reports must not hold up saving.
  const onChange = (): void => {
    timer ??= same(toSaved(store.getState()), written) ? undefined : setTimeout(write, SOON_MS);
  };
  const unsubscribe = store.subscribe(onChange);
  document.addEventListener('visibilitychange', write);
  window.addEventListener('pagehide', write);
  onChange();
  return () => {
    write();
    unsubscribe();
    document.removeEventListener('visibilitychange', write);
    window.removeEventListener('pagehide', write);
  };
}

function same(a: Saved, b: Saved): boolean {
  return (Object.keys(a) as (keyof Saved)[]).every((key) => a[key] === b[key]);
}

async function restoreImage(id: string): Promise<boolean> {
  try {
    const blob = await get<Blob>(IMAGE_PREFIX + id);
    if (!blob) return false;
    const bitmap = await createImageBitmap(blob);
    keepImage(id, bitmap, bitmap.width, bitmap.height);
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}

async function storeImage(id: string): Promise<void> {
  const stored = await keys<string>();
  if (stored.includes(IMAGE_PREFIX + id)) return;
  const blob = await imageBlob(id);
  if (blob) await set(IMAGE_PREFIX + id, blob);
  // Only the picture on the paper survives a reload; undo does not reach further back than that.
  for (const key of stored) if (key.startsWith(IMAGE_PREFIX)) await del(key);
}
