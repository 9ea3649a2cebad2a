// The models that people bring: each file once, in a directory of its own with what is known of it.
import { AppError } from '../../errors.ts';
import { opfsStore } from '../../weights/opfs.ts';
import type { Arrived } from '../../weights/headOf.ts';
import type { DescribedReader } from '../../weights/reader.ts';
import { blobSource, type ByteSource } from '../../weights/source.ts';
import { DiskRefused, type FileStore, memoryStore } from '../../weights/storage.ts';
import { openTensorFile } from '../../weights/tensorFile.ts';
import type { ModelRecord, UnfinishedModel } from '../api.ts';
import { addressPrint, fileOf, nameOf } from './address.ts';
import { copyInto, fingerprint } from './copy.ts';
import { fetchInto } from './fetched.ts';
import { hubFacts } from './hubFacts.ts';
import { type Given, inspect, looksWanted, plainName, recordOf, stem } from './inspect.ts';
import { parseRecord } from './record.ts';

const ROOT = 'models';
const WEIGHTS = 'weights';
const RECORD = 'record.json';
/** Left free, so that the rest of the page can still write. */
const SPARE_BYTES = 64 << 20;

type OpenBytes = () => ByteSource | Promise<ByteSource>;
export type OnBytes = (loaded: number, total: number) => void;

/** What is stored under an address is of no use after these. */
const USELESS: readonly string[] = ['bad-model', 'unsupported', 'storage-full'];

export class Shelf {
  /** Files that are read where they lie, until the page is closed: there was no room for a copy. */
  readonly #visiting = new Map<string, { readonly record: ModelRecord; readonly open: OpenBytes }>();
  /** Directories that a running download writes to. */
  readonly #arriving = new Set<string>();
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

  /** What has arrived in part: its download can go on, or be thrown away with `remove`. */
  async unfinished(): Promise<readonly UnfinishedModel[]> {
    const found: UnfinishedModel[] = [];
    const root = await directory();
    if (!root) return found;
    for await (const [name, entry] of root.entries()) {
      if (entry.kind !== 'directory' || this.#arriving.has(name)) continue;
      const file = await opfsStore(entry)
        .find(WEIGHTS)
        .catch(() => undefined);
      if (file && !file.complete && file.bytes > 0 && URL.canParse(file.url))
        found.push({ id: name.replace('-', ':'), source: file.url, bytes: file.bytes });
    }
    return found;
  }

  /** @throws AppError `bad-input` when there is none */
  async find(id: string): Promise<ModelRecord> {
    const found = (await this.list()).find((record) => record.id === id);
    if (!found) throw new AppError('bad-input', `There is no model "${id}" on this device.`, 'Add it again.');
    return found;
  }

  /** The model's tensors; whoever asked closes them. */
  async open(id: string): Promise<DescribedReader> {
    await this.find(id);
    return openTensorFile(await this.#bytes(id));
  }

  /**
   * Recognises a file and keeps a copy. Where there is no room it is read in place, for this visit.
   * @throws AppError `unsupported` naming what it is instead, `bad-model`; AbortError
   */
  async addFile(blob: Blob, given: Given, signal: AbortSignal, onBytes: OnBytes): Promise<ModelRecord> {
    const file = blob instanceof File ? blob.name : 'model.safetensors';
    const { found, title, print, otherHashes } = inspect(file, blobSource(file, blob));
    const id = modelId(print);
    const known = await this.#same(print, blob.size);
    if (known) return known;
    const record = recordOf(
      id,
      found,
      { name: plainName(given.name ?? title ?? stem(file)), source: file, bytes: blob.size, otherHashes },
      given,
    );
    this.#revision++;
    const store = await this.#roomyStore(id, blob.size);
    if (!store) return this.#visit(record, () => blobSource(file, blob));
    try {
      const sha256 = await copyInto(store, WEIGHTS, blob, signal, (loaded) => onBytes(loaded, blob.size));
      await store.describe(WEIGHTS, { url: file, complete: true, sha256, etag: '' });
      const written = await writeRecord(store, { ...record, sha256 });
      this.#revision++; // whoever asked meanwhile has not seen it
      return written;
    } catch (error) {
      await this.#drop(id);
      if (error instanceof DiskRefused || (error instanceof Error && error.name === 'QuotaExceededError'))
        return this.#visit(record, () => blobSource(file, blob));
      throw error;
    }
  }

  /**
   * Downloads a file and keeps it once it is recognised. What has arrived of it is kept, too, when the connection breaks or
   * the caller aborts. Where the disk will not take it, it is kept in memory, for this visit.
   * @param url as `fileAddress` gives it
   * @throws AppError `download`, `bad-model`, `storage-full`, `unsupported` naming what it is instead; AbortError
   */
  async addAddress(url: string, given: Given, signal: AbortSignal, onBytes: OnBytes): Promise<ModelRecord> {
    const id = modelId(addressPrint(url));
    const known = (await this.list()).find(
      (record) => record.source === url || record.id === id || (record.sha256 !== '' && record.sha256 === given.sha256),
    );
    if (known) return known;
    const name = fileOf(url);
    this.#arriving.add(directoryName(id));
    try {
      const home = (await directory()) ? await this.#store(id) : memoryStore();
      const told = await hubFacts(url, signal);
      const expected = given.sha256 === undefined ? told : { ...told, sha256: given.sha256 };
      const onArrived = (arrived: Arrived): boolean => looksWanted(name, arrived);
      const { store, sha256 } = await fetchInto(home, WEIGHTS, { url, name, expected, signal, onBytes, onArrived });
      const source = await store.open(WEIGHTS);
      const { found, title, print, bytes, otherHashes } = inspect(name, { ...source, name });
      const same = await this.#same(print, bytes);
      if (same) {
        await this.#drop(id);
        return await this.#rewrite({ ...same, source: url });
      }
      const about = { name: plainName(given.name ?? title ?? nameOf(url)), source: url, bytes, otherHashes };
      const record = { ...recordOf(id, found, about, given), sha256 };
      if (store.kind === 'disk') return await this.#rewrite(record);
      await this.#drop(id); // what the disk has of it
      return this.#visit(record, () => store.open(WEIGHTS));
    } catch (error) {
      if (error instanceof AppError && USELESS.includes(error.code)) await this.#drop(id);
      throw error;
    } finally {
      this.#arriving.delete(directoryName(id));
    }
  }

  async rename(id: string, name: string): Promise<ModelRecord> {
    return this.#rewrite({ ...(await this.find(id)), name: plainName(name) });
  }

  /** @throws AppError `bad-input` while another tab uses it */
  async remove(id: string): Promise<void> {
    this.#revision++;
    if (this.#visiting.delete(id)) return;
    const store = await this.#store(id);
    for (const { path } of await store.list()) await store.remove(path);
    await this.#drop(id);
  }

  #visit(record: ModelRecord, open: OpenBytes): ModelRecord {
    const visiting = { ...record, kept: false };
    this.#visiting.set(record.id, { record: visiting, open });
    this.#revision++;
    return visiting;
  }

  async #rewrite(record: ModelRecord): Promise<ModelRecord> {
    const visiting = this.#visiting.get(record.id);
    if (visiting) this.#visiting.set(record.id, { ...visiting, record });
    else await writeRecord(await this.#store(record.id), record);
    this.#revision++; // whoever asked meanwhile has not seen it
    return record;
  }

  /** The same file, whether it came from a disk or from an address. */
  async #same(print: string, bytes: number): Promise<ModelRecord | undefined> {
    for (const record of await this.list()) {
      if (record.bytes !== bytes) continue;
      const source = await this.#bytes(record.id);
      try {
        if (record.id === modelId(print) || fingerprint(source) === print) return record;
      } finally {
        source.close();
      }
    }
    return undefined;
  }

  async #bytes(id: string): Promise<ByteSource> {
    return this.#visiting.get(id)?.open() ?? (await this.#store(id)).open(WEIGHTS);
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
