// The shelf's directories on the device: one a model, with its weights, what is written down of it, and a mark where it was deleted.
import { AppError } from '../../errors.ts';
import { opfsStore, removeDirectory } from '../../weights/opfs.ts';
import { DiskRefused, type FileStore } from '../../weights/storage.ts';
import type { ModelRecord } from '../api.ts';
import { parseRecord } from './record.ts';

const ROOT = 'models';
export const WEIGHTS = 'weights';
const RECORD = 'record.json';
/** An empty file: deleted, to be swept at the next start of the page. */
const MARK = 'deleted';

/** Ids of the shelf, which are no hub names: those have a slash. */
export const isModelId = (id: string): boolean => /^model:[0-9a-f]{16}$/.test(id);
export const modelId = (print: string): string => `model:${print}`;
export const directoryName = (id: string): string => id.replace(':', '-');

/** null where the browser gives the page no storage. */
export async function directory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  } catch {
    return null;
  }
}

/** What is written down of a model; null of a half. */
export async function readRecord(store: FileStore): Promise<ModelRecord | null> {
  if (!(await store.find(WEIGHTS))?.complete || !(await store.find(RECORD))?.complete) return null;
  const source = await store.open(RECORD);
  try {
    return parseRecord(new TextDecoder().decode(source.read(0, source.byteLength)));
  } finally {
    source.close();
  }
}

export async function writeRecord(store: FileStore, record: ModelRecord): Promise<ModelRecord> {
  const writer = await store.write(RECORD);
  try {
    writer.truncate();
    writer.append(new TextEncoder().encode(JSON.stringify(record)));
  } finally {
    writer.close();
  }
  await store.describe(RECORD, { url: '', complete: true, sha256: '', etag: '' });
  return record;
}

/** All whose weights are here in full. One that cannot be read, or is swept while it is read, is not there. */
export async function storedRecords(which: 'kept' | 'deleted'): Promise<readonly ModelRecord[]> {
  const found: ModelRecord[] = [];
  const root = await directory();
  if (!root) return found;
  for await (const entry of root.values()) {
    if (entry.kind !== 'directory') continue;
    const store = opfsStore(entry);
    try {
      // The mark first: `dropModel` removes the record before the mark.
      const deleted = await isMarked(store);
      const record = deleted === (which === 'deleted') && (await readRecord(store));
      if (record) found.push(record);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
  }
  return found;
}

/** Removes all of a model. @throws AppError `bad-input` while another tab uses it; DiskRefused */
export async function dropModel(root: FileSystemDirectoryHandle, id: string): Promise<void> {
  const name = directoryName(id);
  const own = await root.getDirectoryHandle(name).catch(() => null);
  if (own) await opfsStore(own).remove(RECORD);
  await removeDirectory(root, name);
}

/** Whatever a disk may answer that has lost a file, or of which it has lost a part. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'bad-model';
  return error instanceof DiskRefused || error instanceof DOMException;
}

export const isMarked = async (store: FileStore): Promise<boolean> => (await store.find(MARK)) !== undefined;
export const mark = (store: FileStore): Promise<void> =>
  store.describe(MARK, { url: '', complete: true, sha256: '', etag: '' });
export const unmark = (store: FileStore): Promise<void> => store.remove(MARK);
