// The one place where finished pictures are handed on: whoever keeps or shows them listens here. Knows no store.
import type { PictureRecord } from './types.ts';

export type PictureListener = (record: PictureRecord, pixels: ImageData) => void | Promise<void>;
const listeners = new Set<PictureListener>();

/** Calls `listener` for every finished picture of the page. Returns the way to stop. */
export function onPicture(listener: PictureListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Hands a finished picture to everybody who listens; one that fails does not lose the picture for the others.
 * @throws the first listener's failure, after all have had it
 */
export async function announcePicture(record: PictureRecord, pixels: ImageData): Promise<void> {
  const results = await Promise.allSettled([...listeners].map(async (listener) => listener(record, pixels)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
