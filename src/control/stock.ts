// Pixels of the pictures that units and the start refer to. Kept here, never in the store; their ids are in the store.
import type { PictureRef } from './types.ts';

const pictures = new Map<string, ImageData>();

/** Keeps a picture; what the store needs to know of it. */
export function keepPicture(pixels: ImageData, name: string, id: string = crypto.randomUUID()): PictureRef {
  pictures.set(id, pixels);
  return { id, width: pixels.width, height: pixels.height, name };
}

/** The pixels of a picture; null when they are not here: a link's pictures do not travel with it. */
export function pictureOf(id: string | undefined): ImageData | null {
  return (id !== undefined && pictures.get(id)) || null;
}
