// The photo's file and the map's pixels in browser storage; the rest of the panel's state is stored with the page's.
import { del, get, keys, set } from 'idb-keyval';
import { keepMap, keepPhoto, mapOf, photoOf } from '../photo/stock.ts';
import type { PhotoState } from '../photo/types.ts';

const FILE_PREFIX = 'inkling:photo-file:';
const MAP_PREFIX = 'inkling:map:';

/** The state with what of its pixels could be brought back. */
export async function restorePhoto(state: PhotoState): Promise<PhotoState> {
  const photo = state.photo && (await restored(() => restoreFile(state.photo?.id ?? '')));
  const map = state.map && (await restored(() => restoreMap(state.map?.id ?? '')));
  return { ...state, photo: photo ? state.photo : null, map: map ? state.map : null };
}

/** Stores the pixels that `state` names and drops those of an earlier photo or map. */
export async function storePixels({ photo, map }: PhotoState): Promise<void> {
  const stored = await keys<string>();
  const file = photoOf(photo?.id)?.file;
  await replace(stored, FILE_PREFIX, photo?.id, file);
  await replace(stored, MAP_PREFIX, map?.id, mapOf(map?.id)?.pixels);
}

async function replace(
  stored: readonly string[],
  prefix: string,
  id: string | undefined,
  value: unknown,
): Promise<void> {
  const own = prefix + (id ?? '');
  if (id !== undefined && value !== undefined && !stored.includes(own)) await set(own, value);
  for (const key of stored) if (key.startsWith(prefix) && key !== own) await del(key);
}

async function restoreFile(id: string): Promise<boolean> {
  const file = await get<unknown>(FILE_PREFIX + id);
  if (!(file instanceof Blob)) return false;
  keepPhoto({ id, file, pixels: null });
  return true;
}

async function restoreMap(id: string): Promise<boolean> {
  const pixels = await get<unknown>(MAP_PREFIX + id);
  if (!(pixels instanceof ImageData)) return false;
  keepMap({ id, pixels });
  return true;
}

/** Storage that cannot be read is no error: the panel starts empty. */
async function restored(read: () => Promise<boolean>): Promise<boolean> {
  return read().catch(() => false);
}
