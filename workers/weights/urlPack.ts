// A pack at a URL: small files fetched as text, weights downloaded into a FileStore, both kept for offline use.
// What inkling.json lists is checked against it; a listed file that changed is fetched again. Files of packs
// without a list are fetched once and kept until the pack is deleted, so that configs and weights stay together.
import { AppError } from '../errors.ts';
import { download, type Expected } from './download.ts';
import { headOf } from './headOf.ts';
import { refuseQuantised } from './quantised.ts';
import { checkResponse } from './response.ts';
import { once } from './once.ts';
import { missingFile, openTensors } from './packFiles.ts';
import type { ByteSource } from './source.ts';
import { DiskRefused, memoryStore, type FileStore, type StoredFile } from './storage.ts';
import type { PackFiles } from './types.ts';

export interface DownloadProgress {
  /** Path inside the pack. */
  readonly file: string;
  readonly loadedBytes: number;
  /** 0 while unknown. */
  readonly totalBytes: number;
}

export interface UrlPackOptions {
  /** For messages. Default: the URL's last part. */
  readonly name?: string;
  /** Where files are kept; see `packStore`. Default: memory. */
  readonly store?: FileStore;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  readonly retryMs?: number;
  /** Told when files of the pack go to memory after all: the disk is full, or answers with errors. */
  readonly onUnkept?: () => void;
}

const LIST = 'inkling.json';
/** Stored beside the files: paths that the server did not have, for when it cannot be asked. */
const ABSENT = '.absent';

/** The folder at `base` (any server with CORS). Nothing is fetched before it is asked for. */
export function urlPack(base: string, options: UrlPackOptions = {}): PackFiles {
  return new UrlPack(base.endsWith('/') ? base : `${base}/`, options);
}

class UrlPack implements PackFiles {
  readonly name: string;
  readonly #base: string;
  readonly #options: UrlPackOptions;
  #store: FileStore;
  readonly #fetch: typeof fetch;
  readonly #texts = new Map<string, Promise<string>>();
  readonly #answers = new Map<string, Promise<boolean>>();

  constructor(base: string, options: UrlPackOptions) {
    this.#base = base;
    this.#options = options;
    this.#store = options.store ?? memoryStore();
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.name = options.name ?? decodeURIComponent(base.split('/').at(-2) ?? base);
  }

  async has(path: string): Promise<boolean> {
    if (path !== LIST) {
      const list = await this.#list();
      if (list) return list.has(path);
    }
    return once(this.#answers, path, () => this.#ask(path));
  }

  text(path: string): Promise<string> {
    return once(this.#texts, path, () => this.#text(path));
  }

  tensors(path: string) {
    return openTensors(
      path,
      (file) => this.text(file),
      (file) => this.#open(file),
    );
  }

  /** The files that inkling.json lists; null when the pack has no list. */
  async #list(): Promise<ReadonlyMap<string, Expected> | null> {
    const known = await once(this.#answers, LIST, () => this.#ask(LIST));
    return known ? parseList(await this.text(LIST)) : null;
  }

  async #ask(path: string): Promise<boolean> {
    if (path !== LIST && (await this.#find(path))?.complete) return true;
    try {
      // Small files are wanted next anyway: one request instead of two.
      if (/\.(json|txt)$/.test(path)) await this.text(path);
      else checkResponse(await this.#request(path, 'HEAD'), path);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const absent = await this.#absent();
      if (error.code === 'bad-model') await this.#keepText(ABSENT, [...absent, path].join('\n'));
      else if (!absent.has(path)) throw error;
      return false;
    }
  }

  async #absent(): Promise<Set<string>> {
    const kept = (await this.#find(ABSENT))?.complete === true;
    return new Set(kept ? (await this.#storedText(ABSENT)).split('\n') : []);
  }

  async #text(path: string): Promise<string> {
    const expected = path === LIST ? undefined : (await this.#list())?.get(path);
    const stored = await this.#find(path);
    // The list itself is asked for anew, so that an update of the pack is seen; offline the stored one serves.
    const current = stored?.complete && path !== LIST && (!expected?.sha256 || expected.sha256 === stored.sha256);
    if (current) return this.#storedText(path);
    try {
      const response = await this.#request(path, 'GET');
      checkResponse(response, `${this.name}/${path}`);
      const text = await response.text();
      if (path.endsWith('.json') && text.trimStart().startsWith('<')) throw missingFile(this.name, path, 'a web page');
      await this.#keepText(path, text, expected);
      return text;
    } catch (error) {
      const offline = error instanceof AppError && error.code === 'download';
      if (offline && stored?.complete && path === LIST) return this.#storedText(path);
      throw error;
    }
  }

  async #storedText(path: string): Promise<string> {
    const source = await this.#store.open(path);
    try {
      return new TextDecoder().decode(source.read(0, source.byteLength));
    } finally {
      source.close();
    }
  }

  /** Keeping a small file is a kindness to the next visit: when it fails, this visit goes on. */
  async #keepText(path: string, text: string, expected?: Expected): Promise<void> {
    try {
      const writer = await this.#store.write(path);
      try {
        writer.truncate();
        writer.append(new TextEncoder().encode(text));
      } finally {
        writer.close();
      }
      const about = { url: this.#base + path, complete: true, sha256: expected?.sha256 ?? '', etag: '' };
      await this.#store.describe(path, about);
    } catch {
      // Full, or in use by another tab that keeps the same file.
    }
  }

  async #open(path: string): Promise<ByteSource> {
    const expected = (await this.#list())?.get(path) ?? {};
    const { signal, onProgress, retryMs } = this.#options;
    const report = (loadedBytes: number, totalBytes: number): void =>
      onProgress?.({ file: path, loadedBytes, totalBytes });
    const store = await withLock(this.#base + path, signal, async () => {
      const stored = await this.#find(path);
      const matches = !expected.sha256 || expected.sha256 === stored?.sha256;
      if (stored?.complete && matches && stored.bytes === (expected.bytes ?? stored.bytes)) {
        report(stored.bytes, stored.bytes);
        return this.#store;
      }
      const url = this.#base + path;
      const kept = await download({
        url, path, expected, signal, store: this.#store, fetch: this.#fetch, onBytes: report,
        onArrived: (arrived) => {
          const head = headOf(arrived);
          if (typeof head === 'object') refuseQuantised(head, `${this.name}/${path}`);
          return head !== 'later';
        },
        ...(retryMs !== undefined && { retryMs }),
      }); // prettier-ignore
      if (kept.kind !== this.#store.kind) this.#options.onUnkept?.();
      return kept;
    });
    return store.open(path);
  }

  /** What the disk has of a file; one that answers with errors is left alone from then on. */
  async #find(path: string): Promise<StoredFile | undefined> {
    try {
      return await this.#store.find(path);
    } catch (error) {
      if (!(error instanceof DiskRefused)) throw error;
      this.#store = memoryStore();
      this.#options.onUnkept?.();
      return undefined;
    }
  }

  async #request(path: string, method: 'GET' | 'HEAD'): Promise<Response> {
    const { signal } = this.#options;
    try {
      return await this.#fetch(this.#base + path, { method, ...(signal && { signal }) });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new AppError(
        'download',
        `${this.name}/${path} cannot be fetched`,
        'Are you online, and does the server allow other sites (CORS)?',
        { cause },
      );
    }
  }
}

/** inkling.json's `files`, as far as they make sense; its other keys are the pipeline's business. */
function parseList(text: string): ReadonlyMap<string, Expected> | null {
  let files: unknown;
  try {
    files = (JSON.parse(text) as { files?: unknown } | null)?.files;
  } catch {
    return null; // whoever parses the whole file tells what is wrong with it
  }
  if (typeof files !== 'object' || files === null) return null;
  const list = new Map<string, Expected>([[LIST, {}]]);
  for (const [path, about] of Object.entries(files)) {
    const { bytes, sha256 } = (about ?? {}) as { bytes?: unknown; sha256?: unknown };
    list.set(path, {
      ...(Number.isSafeInteger(bytes) && { bytes: bytes as number }),
      ...(typeof sha256 === 'string' && { sha256: sha256.toLowerCase() }),
    });
  }
  return list;
}

/** One tab downloads a file, the others wait for it and find it stored. */
export async function withLock<T>(name: string, signal: AbortSignal | undefined, job: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return job();
  let granted = false;
  const held = (): Promise<T> => {
    granted = true;
    return job();
  };
  try {
    return await navigator.locks.request(`inkling:${name}`, { ...(signal && { signal }) }, held);
  } catch (error) {
    // A frame of another site may have no locks: then no other tab shares its files either.
    if (granted || !(error instanceof DOMException && error.name === 'SecurityError')) throw error;
    return job();
  }
}
