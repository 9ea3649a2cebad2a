// Units, start and mask in browser storage, and the pictures that they refer to beside them.
import { del, get, keys, set } from 'idb-keyval';
import { keepPicture, pictureOf, prunePictures } from '../control/stock.ts';
import type { Control } from '../control/types.ts';
import { controlOfBefore, encodeControl, type Json, parseControl, picturesOf } from '../control/wire.ts';
import { isRecord } from './saved.ts';
import type { AppState } from './types.ts';

const PICTURE_PREFIX = 'inkling:control-picture:';

interface StoredControl {
  readonly control: Control;
  readonly wire: Json;
}
let last: StoredControl | null = null;

/** The control as it is stored; the same object as long as nothing of it has changed. */
export function toControl({ units, start, mask }: AppState): StoredControl {
  const known = last?.control;
  if (last && known?.units === units && known.start === start && known.mask === mask) return last;
  const control = { units, start, mask };
  return (last = { control, wire: encodeControl(control) });
}

/** What was saved, its pictures back in stock; of pages from before there were units, what they had in their place. */
export async function restoreControl(stored: unknown, words: unknown, drawing: unknown): Promise<Control> {
  if (stored === undefined) {
    const overrides = isRecord(words) && isRecord(words['overrides']) ? words['overrides'] : {};
    return controlOfBefore(overrides['controlWeight'], isRecord(drawing) && drawing['hint'] === 'map');
  }
  const control = parseControl(isRecord(stored) ? stored['wire'] : null);
  await Promise.all(picturesOf(control).map(restorePicture));
  return control;
}

/** Stores the pictures that `control` refers to and drops those of before. */
export async function storePictures({ control }: StoredControl): Promise<void> {
  const wanted = picturesOf(control);
  prunePictures(wanted);
  const stored = (await keys<string>()).filter((key) => key.startsWith(PICTURE_PREFIX));
  for (const id of wanted) {
    const pixels = pictureOf(id);
    if (pixels && !stored.includes(PICTURE_PREFIX + id)) await set(PICTURE_PREFIX + id, pixels);
  }
  for (const key of stored) if (!wanted.includes(key.slice(PICTURE_PREFIX.length))) await del(key);
}

/** Storage that cannot be read is no error: the unit says that its picture is missing. */
async function restorePicture(id: string): Promise<void> {
  const pixels = await get<unknown>(PICTURE_PREFIX + id).catch(() => null);
  if (pixels instanceof ImageData) keepPicture(pixels, '', id);
}
