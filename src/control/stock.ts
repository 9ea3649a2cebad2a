// Pixels of the pictures that units and the start refer to. Kept here, never in the store; their ids are in the store.
import type { PictureRef } from '../state/control.ts';

const pictures = new Map<string, ImageData>();

/** Unused pictures that are kept all the same: a removed unit may be brought back. */
const SPARE = 8;

/** Keeps a picture; what the store needs to know of it. */
export function keepPicture(pixels: ImageData, name: string, id: string = crypto.randomUUID()): PictureRef {
  pictures.set(id, pixels);
  return { id, width: pixels.width, height: pixels.height, name };
}

/** The pixels of a picture; null when they are not here: a link's pictures do not travel with it. */
export function pictureOf(id: string | undefined): ImageData | null {
  return (id !== undefined && pictures.get(id)) || null;
}

/** Lets go of pictures that nobody refers to, but for the last few. */
export function prunePictures(wanted: readonly string[]): void {
  const unused = [...pictures.keys()].filter((id) => !wanted.includes(id));
  for (const id of unused.slice(0, Math.max(0, unused.length - SPARE))) pictures.delete(id);
}
