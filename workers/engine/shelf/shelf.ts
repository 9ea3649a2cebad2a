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
import {
  directory,
  directoryName,
  dropModel,
  isMarked,
  mark,
  modelId,
  readRecord,
  storedRecords,
  unmark,
  WEIGHTS,
  writeRecord,
} from './disk.ts';

/** Left free, so that the rest of the page can still write. */
const SPARE_BYTES = 64 << 20;

type OpenBytes = () => ByteSource | Promise<ByteSource>;
export type OnBytes = (loaded: number, total: number) => void;

/** What is stored under an address is of no use after these. */
const USELESS: readonly string[] = ['bad-model', 'unsupported', 'storage-full'];

export class Shelf {
  /** Files that are read where they lie, until the page is closed: without a copy. */
  readonly #visiting = new Map<string, { readonly record: ModelRecord; readonly open: OpenBytes }>();
  /** Of those, what was deleted in this visit. */
  readonly #gone = new Map<string, { readonly record: ModelRecord; readonly open: OpenBytes }>();
  /** Directories that a running download writes to. */
  readonly #arriving = new Set<string>();
  #revision = 0;

  /** Another number after each change. */
  get revision(): number {
    return this.#revision;
  }

  /** All of them, those of this visit first. */
  async list(): Promise<readonly ModelRecord[]> {
    return [...Array.from(this.#visiting.values(), ({ record }) => record), ...(await storedRecords('kept'))];
  }

  /** Those that were deleted and can be put back, until `sweep`. */
  async deleted(): Promise<readonly ModelRecord[]> {
    return [...Array.from(this.#gone.values(), ({ record }) => record), ...(await storedRecords('deleted'))];
  }

  /** Puts a deleted one back. @throws AppError `bad-input` where it is gone for good */
  async restore(id: string): Promise<ModelRecord> {
    this.#revision++;
    const gone = this.#gone.get(id);
    if (gone) this.#visiting.set(id, gone);
    else if ((await this.deleted()).some((record) => record.id === id)) await unmark(await this.#store(id));
    this.#gone.delete(id);
    return this.find(id);
  }

  /** Deleted ones go for good. */
  async sweep(): Promise<void> {
    this.#gone.clear();
    for (const { id } of await storedRecords('deleted')) await this.#drop(id);
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
   * Recognises a file and keeps a copy. Where there is no room, or none is wanted, it is read in place, for this visit.
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
      {
        name: await this.#freeName(given.name ?? title ?? stem(file), found),
        source: file,
        bytes: blob.size,
        otherHashes,
      },
      given,
    );
    this.#revision++;
    const store = given.keep === false ? null : await this.#roomyStore(id, blob.size);
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
    const known = await this.#known(
      (record) => record.source === url || record.id === id || (record.sha256 !== '' && record.sha256 === given.sha256),
    );
    if (known) return known;
    const name = fileOf(url);
    this.#arriving.add(directoryName(id));
    try {
      const home = (await directory()) ? await this.#store(id) : memoryStore();
      const told = await hubFacts(url, signal);
      const expected = given.sha256 === undefined ? told : { ...told, sha256: given.sha256 };
      if ((expected.bytes ?? 0) + SPARE_BYTES > (await home.freeBytes())) await this.sweep();
      const onArrived = (arrived: Arrived): boolean => looksWanted(name, arrived);
      const { store, sha256 } = await fetchInto(home, WEIGHTS, { url, name, expected, signal, onBytes, onArrived });
      const source = await store.open(WEIGHTS);
      const { found, title, print, bytes, otherHashes } = inspect(name, { ...source, name });
      const same = await this.#same(print, bytes);
      if (same) {
        await this.#drop(id);
        return await this.#rewrite({ ...same, source: url });
      }
      const called = given.name ?? title ?? nameOf(url);
      const about = { name: await this.#freeName(called, found), source: url, bytes, otherHashes };
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

  /**
   * Takes one off the list, to be put back or swept; for good where it was deleted before, or is a half.
   * @throws AppError `bad-input` while another tab uses what goes for good
   */
  async remove(id: string): Promise<void> {
    this.#revision++;
    const visiting = this.#visiting.get(id);
    if (visiting) this.#gone.set(id, visiting);
    if (this.#visiting.delete(id) || this.#gone.delete(id)) return;
    const store = await this.#store(id);
    if ((await readRecord(store)) && !(await isMarked(store))) return mark(store);
    for (const { path } of await store.list()) await store.remove(path);
    await this.#drop(id);
  }

  /** What a new model is called: two files of one name must not answer to it both. */
  async #freeName(wanted: string, { kind }: Pick<ModelRecord, 'kind'> | { readonly kind: 'other' }): Promise<string> {
    const name = plainName(wanted);
    const taken = new Set((await this.list()).filter((record) => record.kind === kind).map((record) => record.name));
    for (let nth = 2; taken.has(name) && nth <= taken.size + 1; nth++)
      if (!taken.has(`${name} (${nth})`)) return `${name} (${nth})`;
    return name;
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

  /** One that is here, or was deleted and is put back. */
  async #known(is: (record: ModelRecord) => boolean): Promise<ModelRecord | undefined> {
    const here = (await this.list()).find(is);
    if (here) return here;
    const gone = (await this.deleted()).find(is);
    return gone && this.restore(gone.id);
  }

  /** The same file, whether it came from a disk or from an address. */
  async #same(print: string, bytes: number): Promise<ModelRecord | undefined> {
    for (const record of [...(await this.list()), ...(await this.deleted())]) {
      if (record.bytes !== bytes) continue;
      const source = await this.#bytes(record.id);
      try {
        if (record.id === modelId(print) || fingerprint(source) === print)
          return await this.#known(({ id }) => id === record.id);
      } finally {
        source.close();
      }
    }
    return undefined;
  }

  async #bytes(id: string): Promise<ByteSource> {
    const visiting = this.#visiting.get(id) ?? this.#gone.get(id);
    return visiting?.open() ?? (await this.#store(id)).open(WEIGHTS);
  }

  async #store(id: string): Promise<FileStore> {
    const root = await directory();
    if (!root) throw new AppError('storage-full', 'The browser gives this page no storage.');
    return opfsStore(await root.getDirectoryHandle(directoryName(id), { create: true }));
  }

  async #roomyStore(id: string, bytes: number): Promise<FileStore | null> {
    if (!(await directory())) return null;
    const store = await this.#store(id);
    const fits = async (): Promise<boolean> => bytes + SPARE_BYTES <= (await store.freeBytes());
    if (await fits()) return store;
    await this.sweep(); // what was deleted must not be in the way
    return (await fits()) ? store : null;
  }

  async #drop(id: string): Promise<void> {
    const root = await directory();
    // What another tab keeps is swept at another visit.
    if (root) await dropModel(root, id).catch(() => undefined);
    this.#revision++;
  }
}
