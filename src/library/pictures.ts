// Finished pictures in the database: kept, listed, marked, taken out and put back.
import type { PictureRecord } from '../files/types.ts';
import { openDb, type PictureDetails, type PictureRow, writing } from './db.ts';
import { fileOf, keptFile, keptFiles } from './keptFile.ts';
import { readBack } from './readBack.ts';

/** A picture to be kept. */
export interface KeptPicture {
  readonly record: PictureRecord;
  readonly file: Blob;
  readonly thumb: Blob;
  /** Keys of the pixels that its page needs. */
  readonly pixels: readonly string[];
  /** The stored page that it was made from. */
  readonly pageId: string | null;
}

const STORES = ['pictures', 'details', 'files', 'thumbs', 'pixels'] as const;
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('inkling:pictures') : null;
const listeners = new Set<() => void>();
channel?.addEventListener('message', () => listeners.forEach((listener) => listener()));

/** Calls `listener` when this or another tab keeps, changes or deletes pictures. Returns the way to stop. */
export function onPictures(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  channel?.postMessage('changed');
  listeners.forEach((listener) => listener());
}

/**
 * Keeps pictures, and pixels that their pages need and that are not stored: all is there afterwards, or nothing.
 * @throws DOMException QuotaExceededError; also where a large file is stored otherwise
 */
export async function keepPictures(
  pictures: readonly KeptPicture[],
  blobs: ReadonlyMap<string, Blob> = new Map(),
): Promise<void> {
  const [stock, ready] = await Promise.all([
    keptFiles(blobs),
    Promise.all(
      pictures.map(async (picture) => ({
        ...picture,
        bytes: picture.file.size + picture.thumb.size + picture.record.page.length,
        file: await keptFile(picture.file),
        thumb: await keptFile(picture.thumb),
      })),
    ),
  ]);
  await writing(async (db) => {
    const tx = db.transaction(STORES, 'readwrite');
    const writes = ready.flatMap(({ record, file, thumb, bytes, pixels, pageId }) => {
      const { page, metadata, ...rest } = record;
      const { id } = record;
      return [
        tx.objectStore('pictures').put({ ...rest, pixels, pageId, bytes }),
        tx.objectStore('details').put({ page, metadata }, id),
        tx.objectStore('files').put(file, id),
        tx.objectStore('thumbs').put(thumb, id),
      ];
    });
    const pixelWrites = stock.map(([key, file]) => tx.objectStore('pixels').put(file, key));
    await Promise.all([...writes, ...pixelWrites, tx.done]);
    await readBack(db, 'pixels', stock);
    await readBack(db, 'files', ready.map(({ record, file }) => [record.id, file] as const)); // prettier-ignore
  });
  changed();
}

/** Another file, small picture and page for a picture that is kept; one that was deleted stays so. */
export async function amendPictureFiles(
  { id, page, metadata }: Pick<PictureRecord, 'id' | 'page' | 'metadata'>,
  { file, thumb }: Pick<KeptPicture, 'file' | 'thumb'>,
): Promise<void> {
  const bytes = file.size + thumb.size + page.length;
  const [keptPicture, keptThumb] = await Promise.all([keptFile(file), keptFile(thumb)]);
  const tx = (await openDb()).transaction(STORES, 'readwrite');
  const row = await tx.objectStore('pictures').get(id);
  if (row) {
    await Promise.all([
      tx.objectStore('pictures').put({ ...row, bytes }),
      tx.objectStore('details').put({ page, metadata }, id),
      tx.objectStore('files').put(keptPicture, id),
      tx.objectStore('thumbs').put(keptThumb, id),
    ]);
  }
  await tx.done;
  if (row) changed();
}

/** All pictures, newest first. */
export async function listPictures(): Promise<readonly PictureRow[]> {
  return (await (await openDb()).getAllFromIndex('pictures', 'createdAt')).reverse();
}

/** Those of `ids` that are kept already. */
async function knownPictures(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { store } = (await openDb()).transaction('pictures');
  const found = await Promise.all(ids.map((id) => store.getKey(id)));
  return new Set(found.filter((id) => id !== undefined));
}

/** Gives those of `ids` that are kept already to a page; which they are. */
export async function adoptPictures(ids: readonly string[], pageId: string | null): Promise<ReadonlySet<string>> {
  const known = await knownPictures(ids);
  const tx = (await openDb()).transaction('pictures', 'readwrite');
  for (const id of known) {
    const row = await tx.store.get(id);
    if (row) await tx.store.put({ ...row, pageId });
  }
  await tx.done;
  return known;
}

export async function pictureFile(id: string): Promise<Blob | undefined> {
  return fileOf(await (await openDb()).get('files', id));
}

export async function pictureThumb(id: string): Promise<Blob | undefined> {
  return fileOf(await (await openDb()).get('thumbs', id));
}

export async function pictureDetails(id: string): Promise<PictureDetails | undefined> {
  return (await openDb()).get('details', id);
}

/** Whether a kept picture is marked; null where it is not kept. */
export async function isFavourite(id: string): Promise<boolean | null> {
  const row = await (await openDb()).get('pictures', id);
  return row ? row.favourite : null;
}

export async function setFavourite(ids: readonly string[], favourite: boolean): Promise<void> {
  const tx = (await openDb()).transaction('pictures', 'readwrite');
  for (const id of ids) {
    const row = await tx.store.get(id);
    if (row) await tx.store.put({ ...row, favourite });
  }
  await tx.done;
  changed();
}

/** Takes pictures out; returns the way to put them back. */
export async function takePictures(ids: readonly string[]): Promise<() => Promise<void>> {
  const tx = (await openDb()).transaction(STORES, 'readwrite');
  const [rows, details] = [tx.objectStore('pictures'), tx.objectStore('details')];
  const [files, thumbs] = [tx.objectStore('files'), tx.objectStore('thumbs')];
  const taken: KeptPicture[] = [];
  for (const id of ids) {
    const [row, detail, file, thumb] = await Promise.all([
      rows.get(id),
      details.get(id),
      files.get(id),
      thumbs.get(id),
    ]);
    if (row && detail && file && thumb) {
      const { pixels, pageId } = row;
      taken.push({ record: recordOf(row, detail), file: fileOf(file), thumb: fileOf(thumb), pixels, pageId });
    }
    await Promise.all([rows.delete(id), details.delete(id), files.delete(id), thumbs.delete(id)]);
  }
  await tx.done;
  changed();
  return () => keepPictures(taken);
}

/** The record of which a row is the short form. */
export function recordOf(row: PictureRow, details: PictureDetails): PictureRecord {
  const { id, createdAt, width, height, prompt, seed, totalMs, backend, favourite } = row;
  return { id, createdAt, width, height, prompt, seed, totalMs, backend, favourite, ...details };
}

/** How much the kept pictures take on this device, in bytes. */
export async function picturesBytes(): Promise<number> {
  return (await listPictures()).reduce((sum, { bytes }) => sum + bytes, 0);
}
