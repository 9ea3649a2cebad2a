// The models that people bring: each file once, in a directory of its own with what is known of it.
import { AppError } from '../../errors.ts';
import { notACheckpoint } from '../../weights/checkpoint.ts';
import { opfsStore } from '../../weights/opfs.ts';
import type { DescribedReader } from '../../weights/reader.ts';
import { recognise, type Recognised } from '../../weights/recognise.ts';
import { blobSource } from '../../weights/source.ts';
import type { FileStore } from '../../weights/storage.ts';
import { openTensorFile } from '../../weights/tensorFile.ts';
import type { AddModel, ModelRecord } from '../api.ts';
import { copyInto, fingerprint } from './copy.ts';
import { conditionOf, parseRecord } from './record.ts';

const ROOT = 'models';
const WEIGHTS = 'weights';
const RECORD = 'record.json';
/** Left free, so that the rest of the page can still write. */
const SPARE_BYTES = 64 << 20;

export type OnBytes = (loaded: number, total: number) => void;

/** Everything but what only adding finds out. */
type Given = Omit<AddModel, 'source'>;

export class Shelf {
  /** Files that are read where they lie, until the page is closed: there was no room for a copy. */
  readonly #visiting = new Map<string, { readonly record: ModelRecord; readonly blob: Blob }>();
  #revision = 0;

  /** Another number after each change. */
  get revision(): number {
    return this.#revision;
  }

  /** All of them, those of this visit first. */
  async list(): Promise<readonly ModelRecord[]> {
    const kept: ModelRecord[] = [];
    const root = await directory();
    if (root) {
      for await (const entry of root.values()) {
        const record = entry.kind === 'directory' ? await readRecord(opfsStore(entry)) : null;
        if (record) kept.push(record);
      }
    }
    return [...Array.from(this.#visiting.values(), ({ record }) => record), ...kept];
  }

  /** @throws AppError `bad-input` when there is none */
  async find(id: string): Promise<ModelRecord> {
    const found = (await this.list()).find((record) => record.id === id);
    if (!found) throw new AppError('bad-input', `There is no model "${id}" on this device.`, 'Add it again.');
    return found;
  }

  /** The model's tensors; whoever asked closes them. */
  async open(id: string): Promise<DescribedReader> {
    const { name } = await this.find(id);
    const visiting = this.#visiting.get(id);
    if (visiting) return openTensorFile(blobSource(name, visiting.blob));
    return openTensorFile(await (await this.#store(id)).open(WEIGHTS));
  }

  /**
   * Recognises a file and keeps a copy. Where there is no room it is read in place, for this visit.
   * @throws AppError `unsupported` naming what it is instead, `bad-model`; AbortError
   */
  async addFile(blob: Blob, given: Given, signal: AbortSignal, onBytes: OnBytes): Promise<ModelRecord> {
    const file = blob instanceof File ? blob.name : 'model.safetensors';
    const { found, title } = inspect(file, blob);
    const id = modelId(await fingerprint(blob));
    const known = (await this.list()).find((record) => record.id === id);
    if (known) return known;
    const record = recordOf(
      id,
      found,
      { name: plainName(given.name ?? title ?? stem(file)), source: file, bytes: blob.size },
      given,
    );
    this.#revision++;
    const store = await this.#roomyStore(id, blob.size);
    if (!store) return this.#visit(record, blob);
    try {
      const sha256 = await copyInto(store, WEIGHTS, blob, signal, (loaded) => onBytes(loaded, blob.size));
      await store.describe(WEIGHTS, { url: file, complete: true, sha256, etag: '' });
      const written = await writeRecord(store, { ...record, sha256 });
      this.#revision++; // whoever asked meanwhile has not seen it
      return written;
    } catch (error) {
      await this.#drop(id);
      if (error instanceof Error && error.name === 'QuotaExceededError') return this.#visit(record, blob);
      throw error;
    }
  }

  async rename(id: string, name: string): Promise<ModelRecord> {
    const record = { ...(await this.find(id)), name: plainName(name) };
    const visiting = this.#visiting.get(id);
    if (visiting) this.#visiting.set(id, { ...visiting, record });
    else await writeRecord(await this.#store(id), record);
    this.#revision++;
    return record;
  }

  /** @throws AppError `bad-input` while another tab uses it */
  async remove(id: string): Promise<void> {
    this.#revision++;
    if (this.#visiting.delete(id)) return;
    const store = await this.#store(id);
    for (const { path } of await store.list()) await store.remove(path);
    await this.#drop(id);
  }

  #visit(record: ModelRecord, blob: Blob): ModelRecord {
    const visiting = { ...record, kept: false };
    this.#visiting.set(record.id, { record: visiting, blob });
    return visiting;
  }

  async #store(id: string): Promise<FileStore> {
    const root = await directory();
    if (!root) throw new AppError('storage-full', 'The browser gives this page no storage.');
    return opfsStore(await root.getDirectoryHandle(directoryName(id), { create: true }));
  }

  async #roomyStore(id: string, bytes: number): Promise<FileStore | null> {
    if (!(await directory())) return null;
    const store = await this.#store(id);
    return bytes + SPARE_BYTES <= (await store.freeBytes()) ? store : null;
  }

  async #drop(id: string): Promise<void> {
    await (await directory())?.removeEntry(directoryName(id), { recursive: true }).catch(() => undefined);
    this.#revision++;
  }
}

/** Ids of the shelf, which are no hub names: those have a slash. */
export const isModelId = (id: string): boolean => /^model:[0-9a-f]{16}$/.test(id);
const modelId = (print: string): string => `model:${print}`;
const directoryName = (id: string): string => id.replace(':', '-');

async function directory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  } catch {
    return null;
  }
}

/** What the file is, and what it calls itself. @throws AppError */
function inspect(file: string, blob: Blob): { readonly found: Recognised; readonly title: string | undefined } {
  const reader = openTensorFile(blobSource(file, blob));
  try {
    const found = recognise(reader, reader.metadata);
    if (found.kind === 'other') throw notACheckpoint(file, found);
    const title = reader.metadata['modelspec.title'] ?? reader.metadata['ss_output_name'];
    return { found, title: title?.trim() ? title.trim().slice(0, 200) : undefined };
  } finally {
    reader.close();
  }
}

function recordOf(
  id: string,
  found: Exclude<Recognised, { kind: 'other' }> | Recognised,
  about: Pick<ModelRecord, 'name' | 'source' | 'bytes'>,
  given: Given,
): ModelRecord {
  if (found.kind === 'other') throw notACheckpoint(about.name, found);
  const takesHint = found.kind === 'controlnet' || found.kind === 't2i-adapter';
  return {
    id,
    kind: found.kind,
    family: found.family,
    sha256: '',
    condition: takesHint ? (given.condition ?? conditionOf(about.source) ?? conditionOf(about.name)) : null,
    config: given.config ?? null,
    prediction: given.prediction ?? null,
    kept: true,
    uses: [],
    ...about,
  };
}

/** Without what parts of a net's path are told apart by. */
const plainName = (name: string): string => name.replace(/[/#]/g, '_');
const stem = (file: string): string => file.replace(/\.[^.]+$/, '') || file;

async function readRecord(store: FileStore): Promise<ModelRecord | null> {
  if (!(await store.find(WEIGHTS))?.complete || !(await store.find(RECORD))?.complete) return null;
  const source = await store.open(RECORD);
  try {
    return parseRecord(new TextDecoder().decode(source.read(0, source.byteLength)));
  } finally {
    source.close();
  }
}

async function writeRecord(store: FileStore, record: ModelRecord): Promise<ModelRecord> {
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
