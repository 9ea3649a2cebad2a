// One file from the network into a FileStore: streamed, resumed, hashed, abortable. Knows no file format.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { AppError, isAbort } from '../errors.ts';
import { chunks } from './chunks.ts';
import { memoryStore, type FileStore, type FileWriter, type StoredFile } from './storage.ts';

export interface Expected {
  /** Size of the whole file, when it is known beforehand. */
  readonly bytes?: number;
  /** Hex. */
  readonly sha256?: string;
}

export interface DownloadOptions {
  readonly url: string;
  /** The name under which it is stored, for messages and progress too. */
  readonly path: string;
  readonly store: FileStore;
  readonly expected?: Expected;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  /** `total` is 0 while unknown. */
  readonly onBytes?: ((loaded: number, total: number) => void) | undefined;
  /** Milliseconds before the first new attempt after a broken connection; doubles. Default 500. */
  readonly retryMs?: number;
}

const ATTEMPTS = 4;
const HASH_CHUNK = 8 << 20;

/** What one attempt left behind. */
type Outcome = { readonly done: true; readonly total: number } | { readonly done: false; readonly cause: unknown };

/**
 * Downloads a file, going on where an earlier attempt stopped.
 * @returns the store that has the file now: the given one, or a new one in memory when the disk is full
 * @throws AppError `download` (network, server, cut off), `bad-model` (missing, a web page, wrong hash), `storage-full`;
 * AbortError. What is stored by then is kept for the next call, unless it is known to be wrong.
 */
export async function download(options: DownloadOptions): Promise<FileStore> {
  const { path, url, expected = {}, signal } = options;
  let store = await roomyStore(options);
  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await pause((options.retryMs ?? 500) * 2 ** (attempt - 1), signal);
    const known = await store.find(path); // before the writer locks the file
    const writer = await store.write(path);
    const before = writer.size;
    let outcome: Outcome;
    try {
      outcome = await receive(options, store, writer, known);
      if (outcome.done) {
        await verify(options, writer, outcome.total);
        checkKept(writer);
        await store.describe(path, { url, complete: true, sha256: expected.sha256 ?? '', etag: '' });
        return store;
      }
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      store = await movedToMemory(store, writer, options);
      attempt = 0;
      continue;
    } finally {
      writer.close();
    }
    cause = outcome.cause;
    if (writer.size > before) attempt = 0; // it broke, but it moves
  }
  throw new AppError('download', `${path}: the connection broke`, 'Are you online? What has arrived is kept.', {
    cause,
  });
}

/** Fetches the rest of the file into the writer. */
async function receive(
  options: DownloadOptions,
  store: FileStore,
  writer: FileWriter,
  known: StoredFile | undefined,
): Promise<Outcome> {
  const { path, url, signal, onBytes, expected = {} } = options;
  if (!known || known.url !== url || (known.sha256 !== '' && known.sha256 !== expected.sha256)) writer.truncate();
  if (expected.bytes !== undefined && writer.size === expected.bytes) return { done: true, total: writer.size };
  if (expected.bytes !== undefined && writer.size > expected.bytes) writer.truncate();
  try {
    const headers: HeadersInit = writer.size > 0 ? { Range: `bytes=${writer.size}-` } : {};
    const response = await options.fetch(url, { headers, ...(signal && { signal }) });
    const etag = response.headers.get('etag') ?? '';
    if (!isContinuation(response, writer.size, known?.etag ?? '')) {
      if (response.status === 206 || response.status === 416) {
        writer.truncate(); // a range of another file, or none: from the start
        await response.body?.cancel();
        return { done: false, cause: 'the file changed on the server' };
      }
      checkResponse(response, path);
      writer.truncate();
    }
    await store.describe(path, { url, complete: false, sha256: expected.sha256 ?? '', etag });
    const total = expected.bytes ?? wholeSize(response, writer.size);
    for await (const bytes of chunks(response)) {
      signal?.throwIfAborted();
      writer.append(bytes);
      onBytes?.(writer.size, total);
    }
    if (writer.size < total) return { done: false, cause: `only ${writer.size} of ${total} bytes came` };
    return { done: true, total };
  } catch (error) {
    if (signal?.aborted || isAbort(error) || error instanceof AppError || isQuotaError(error)) throw error;
    return { done: false, cause: error }; // fetch and the stream reject with a TypeError when the network fails
  }
}

/** True when the body goes on exactly where the stored part ends. */
function isContinuation(response: Response, size: number, etag: string): boolean {
  if (size === 0 || response.status !== 206) return false;
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  if (range && Number(range[1]) !== size) return false; // without CORS permission the header is invisible
  return !etag || !response.headers.has('etag') || response.headers.get('etag') === etag;
}

/** @throws AppError unless the response carries the file */
export function checkResponse(response: Response, path: string): void {
  const { status, ok } = response;
  if (status === 404 || status === 410) {
    throw new AppError('bad-model', `${path} is missing (the server answered ${status})`, 'Is the address right?');
  }
  if (!ok) {
    const hint = status === 401 || status === 403 ? 'The files may need a login.' : 'Try again later.';
    throw new AppError('download', `${path}: the server answered ${status}`, hint);
  }
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    throw new AppError(
      'bad-model',
      `${path} is missing (the server answered with a web page)`,
      'Is the address right?',
    );
  }
}

/** The file's size as far as the headers tell, else 0. A compressed body's length says nothing. */
function wholeSize(response: Response, start: number): number {
  const length = Number(response.headers.get('content-length') ?? 0);
  if (!length || response.headers.has('content-encoding')) return 0;
  return response.status === 206 ? start + length : length;
}

async function verify(
  { path, store, expected = {}, signal }: DownloadOptions,
  writer: FileWriter,
  total: number,
): Promise<void> {
  const { bytes, sha256: wanted } = expected;
  if (bytes !== undefined && writer.size !== bytes) {
    writer.truncate();
    throw new AppError(
      'bad-model',
      `${path} has ${total} bytes instead of ${bytes}`,
      'The server has another version of the file.',
    );
  }
  if (!wanted) return;
  const hash = sha256.create();
  for (let offset = 0; offset < writer.size; offset += HASH_CHUNK) {
    hash.update(writer.read(offset, Math.min(HASH_CHUNK, writer.size - offset)));
    if (store.kind === 'disk') await new Promise((resume) => setTimeout(resume)); // lets an abort message in
    signal?.throwIfAborted();
  }
  if (bytesToHex(hash.digest()) === wanted.toLowerCase()) return;
  writer.truncate();
  throw new AppError(
    'bad-model',
    `${path} does not have the listed SHA-256`,
    'It arrived damaged, or the server has another version.',
  );
}

/** Some private windows take more bytes than they keep. @throws DOMException `QuotaExceededError` */
function checkKept(writer: FileWriter): void {
  if (writer.kept() === writer.size) return;
  throw new DOMException(`The disk kept ${writer.kept()} of ${writer.size} bytes.`, 'QuotaExceededError');
}

const isQuotaError = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || error instanceof RangeError);

/** The given store, or memory when the disk cannot hold the rest of the file. */
async function roomyStore({ store, path, expected }: DownloadOptions): Promise<FileStore> {
  if (store.kind === 'memory' || expected?.bytes === undefined) return store;
  const missing = expected.bytes - ((await store.find(path))?.bytes ?? 0);
  return missing <= (await store.freeBytes()) ? store : memoryStore();
}

/** Goes on in memory with what is already there. @throws AppError `storage-full` when memory was the last resort */
async function movedToMemory(
  store: FileStore,
  writer: FileWriter,
  { path, url, expected }: DownloadOptions,
): Promise<FileStore> {
  const full = (cause?: unknown): AppError =>
    new AppError(
      'storage-full',
      `${path}: neither the disk nor memory has room`,
      'Delete a model you no longer need.',
      { cause },
    );
  if (store.kind === 'memory') throw full();
  const memory = memoryStore();
  try {
    const copy = await memory.write(path);
    while (copy.size < writer.size) {
      const bytes = writer.read(copy.size, Math.min(HASH_CHUNK, writer.size - copy.size));
      if (bytes.length === 0) break; // what cannot be read back is fetched again
      copy.append(bytes.slice());
    }
  } catch (cause) {
    throw full(cause);
  }
  await memory.describe(path, { url, complete: false, sha256: expected?.sha256 ?? '', etag: '' });
  writer.truncate();
  return memory;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
    if (signal?.aborted) reject(signal.reason as Error);
  });
}
