// The only reader and writer of browser storage for the page: the drawing, its picture, the photo, prompt and settings.
import { del, get, getMany, keys, set } from 'idb-keyval';
import type { Control } from '../control/types.ts';
import { imagesOf, laidOver, withoutPictures } from '../drawing/document.ts';
import { startHistory } from '../drawing/history.ts';
import { imageBlob, keepImage } from '../drawing/images.ts';
import { restoreControl, storePictures, toControl } from './persistControl.ts';
import { restorePhoto, storePixels } from './persistPhoto.ts';
import { parseDrawing, parseWords, type Words, toDrawing, toWords } from './saved.ts';
import { parsePhoto, toPhoto } from './savedPhoto.ts';
import { INITIAL_STATE, store } from './store.ts';
import type { AppState } from './types.ts';

const STATE_KEY = 'inkling:words';
const DRAWING_KEY = 'inkling:drawing';
const PHOTO_KEY = 'inkling:photo';
const CONTROL_KEY = 'inkling:control';
const IMAGE_PREFIX = 'inkling:image:';

/** Brings back what was saved. Storage that cannot be read (private windows) is no error: the page starts empty. */
export async function restore(): Promise<void> {
  const stored = await getMany<unknown>([STATE_KEY, DRAWING_KEY, PHOTO_KEY, CONTROL_KEY]).catch(() => []);
  const rest = parseWords(stored[0]);
  const drawing = parseDrawing(stored[1]);
  const found = new Set<string>();
  for (const id of imagesOf(drawing)) if (await restoreImage(id)) found.add(id);
  const photo = await restorePhoto(parsePhoto(stored[2]));
  const control = await restoreControl(stored[3], stored[0], stored[1]);
  store.setState((state) => ({
    ...untouched({ ...rest, ...control }, state),
    // Somebody may have opened the panel meanwhile; a photo they already chose is newer.
    photo: state.photo.photo || state.photo.map ? state.photo : { ...photo, open: photo.open || state.photo.open },
    // A stroke drawn before the storage answered is kept, on top.
    drawing: startHistory(
      laidOver(
        withoutPictures(drawing, (id) => found.has(id)),
        state.drawing.present,
      ),
    ),
  }));
}

/** What the user has not changed since the page opened; what they typed meanwhile is newer than the storage. */
function untouched(saved: Partial<Words & Control>, state: AppState): Partial<AppState> {
  const keys = Object.keys(saved) as (keyof typeof saved)[];
  return Object.fromEntries(keys.filter((key) => state[key] === INITIAL_STATE[key]).map((key) => [key, saved[key]]));
}

/** Saves every change, words and drawing apart, as fast as the storage takes it. Returns the way to stop. */
export function saveChanges(): () => void {
  const savers = [
    saver(STATE_KEY, toWords),
    saver(DRAWING_KEY, toDrawing, storeImages),
    saver(PHOTO_KEY, toPhoto, storePixels),
    saver(CONTROL_KEY, toControl, storePictures),
  ];
  const onChange = (): void => savers.forEach((save) => save());
  onChange();
  return store.subscribe(onChange);
}

/** Writes the newest value; while a write is on its way, later values wait and only the last of them is written. */
function saver<T extends object>(
  key: string,
  select: (state: AppState) => T,
  also?: (value: T) => Promise<void>,
): () => void {
  let written = select(INITIAL_STATE);
  let writing = false;
  const save = (): void => {
    const next = select(store.getState());
    if (writing || same(next, written)) return;
    written = next;
    writing = true;
    void set(key, next)
      .then(() => also?.(next))
      .catch(() => undefined) // a full or forbidden storage must not stop anybody from drawing
      .finally(() => {
        writing = false;
        save();
      });
  };
  return save;
}

function same<T extends object>(a: T, b: T): boolean {
  return a === b || (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
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

async function storeImages(): Promise<void> {
  const own = imagesOf(store.getState().drawing.present).map((id) => [IMAGE_PREFIX + id, id] as const);
  const stored = await keys<string>();
  for (const [key, id] of own) {
    const blob = stored.includes(key) ? null : await imageBlob(id);
    if (blob) await set(key, blob);
  }
  // Only the pictures on the paper survive a reload; undo does not reach further back than that.
  for (const key of stored) {
    if (key.startsWith(IMAGE_PREFIX) && !own.some(([mine]) => mine === key)) await del(key);
  }
}
