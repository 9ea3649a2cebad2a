// One file from the network into a FileStore: streamed, resumed, hashed, abortable. Knows no file format.
import { AppError, isAbort } from '../errors.ts';
import { chunks } from './chunks.ts';
import type { Arrived } from './headOf.ts';
import { checkResponse, isContinuation, isOtherFile, isRangeRefused, putOff, refused, wholeSize } from './response.ts';
import { StreamHash } from './streamHash.ts';
import { pause, within } from './waiting.ts';
import { DiskRefused, memoryStore, type FileStore, type FileWriter, type StoredFile } from './storage.ts';

export interface Expected {
  /** Size of the whole file, when it is known beforehand. */
  readonly bytes?: number;
  /** Hex. */
  readonly sha256?: string;
}

export interface DownloadOptions {
  readonly url: string;
  /** The name under which it is stored. */
  readonly path: string;
  /** What messages call it. Default: `path`. */
  readonly name?: string;
  readonly store: FileStore;
  readonly expected?: Expected;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  /** `total` is 0 while unknown. */
  readonly onBytes?: ((loaded: number, total: number) => void) | undefined;
  /** Looks at what has arrived, until it answers true. What it throws ends the download, and nothing of the file is kept. */
  readonly onArrived?: ((arrived: Arrived) => boolean) | undefined;
  /** Told the SHA-256 of what arrived, lower-case hex. Without it, and without one to expect, none is computed. */
  readonly onHash?: (sha256: string) => void;
  /** Milliseconds before the first new attempt after a broken connection; doubles. Default 500. */
  readonly retryMs?: number;
  /** Milliseconds without a byte after which a connection counts as broken. Default 30 000. */
  readonly stallMs?: number;
}

const ATTEMPTS = 4;
const COPY_CHUNK = 8 << 20;
const STALL_MS = 30_000;

/** What one attempt left behind. */
type Outcome =
  | { readonly done: true; readonly total: number }
  /** `waitMs`: what the server asks for before the next attempt. */
  | { readonly done: false; readonly cause: unknown; readonly waitMs?: number };

/** What a download has learnt from one attempt to the next. */
interface Course {
  /** Of everything appended so far. */
  readonly hash: StreamHash;
  /** The server answers ranges with a refusal: from now on the whole file is asked for. */
  rangeless: boolean;
  /** The stored half came under another ETag; the hash decides at the end. */
  doubtful: boolean;
  /** What arrives has been looked at. */
  looked: boolean;
  /** Bytes that the longest attempt got to. */
  furthest: number;
}

/**
 * Downloads a file, going on where an earlier attempt stopped.
 * @returns the store that has the file now: the given one, or a new one in memory when the disk is full or refuses
 * @throws AppError `download` (network, server, cut off), `bad-model` (missing, a web page, wrong hash), `storage-full`;
 * AbortError. What is stored by then is kept for the next call, unless it is known to be wrong.
 */
export async function download(options: DownloadOptions): Promise<FileStore> {
  try {
    return await downloadInto(await roomyStore(options), options);
  } catch (error) {
    if (!(error instanceof DiskRefused)) throw error;
    return downloadInto(memoryStore(), options);
  }
}

async function downloadInto(first: FileStore, options: DownloadOptions): Promise<FileStore> {
  const { path, url, expected = {}, signal } = options;
  const course: Course = { hash: new StreamHash(), rangeless: false, doubtful: false, looked: false, furthest: 0 };
  let store = first;
  let cause: unknown;
  let waitMs = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await pause(Math.max(waitMs, (options.retryMs ?? 500) * 2 ** (attempt - 1)), signal);
    const known = await store.find(path); // before the writer locks the file
    const writer = await store.write(path);
    course.furthest = Math.max(course.furthest, writer.size);
    let outcome: Outcome;
    try {
      outcome = await receive(options, store, writer, known, course);
      if (outcome.done) outcome = await verified(options, writer, outcome.total, course);
      if (outcome.done) {
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
    ({ cause, waitMs = 0 } = outcome);
    if (writer.size > course.furthest) attempt = 0; // it broke, but it moves
  }
  if (cause instanceof AppError) throw cause; // the server's own word
  throw new AppError(
    'download',
    `${options.name ?? path}: the connection broke`,
    'Are you online? What has arrived is kept.',
    {
      cause,
    },
  );
}

/** Fetches the rest of the file into the writer. */
async function receive(
  options: DownloadOptions,
  store: FileStore,
  writer: FileWriter,
  known: StoredFile | undefined,
  course: Course,
): Promise<Outcome> {
  const { path, name = path, url, signal, onBytes, expected = {}, stallMs = STALL_MS } = options;
  if (!known || known.url !== url || (known.sha256 !== '' && known.sha256 !== expected.sha256)) writer.truncate();
  if (expected.bytes !== undefined && writer.size === expected.bytes) return { done: true, total: writer.size };
  if ((expected.bytes !== undefined && writer.size > expected.bytes) || course.rangeless) writer.truncate();
  const stop = new AbortController();
  try {
    const headers: HeadersInit = writer.size > 0 ? { Range: `bytes=${writer.size}-` } : {};
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const response = await within(stallMs, options.fetch(url, { headers, signal: either }));
    const waitMs = putOff(response);
    if (waitMs !== null) {
      await response.body?.cancel();
      return { done: false, cause: refused(response, name), waitMs };
    }
    const etag = response.headers.get('etag') ?? '';
    if (isContinuation(response, writer.size)) course.doubtful ||= isOtherFile(etag, known?.etag ?? '');
    if (!isContinuation(response, writer.size) || (course.doubtful && !expected.sha256)) {
      if (isRangeRefused(response, writer.size)) {
        course.rangeless = response.status !== 206 && response.status !== 416;
        course.doubtful = false;
        writer.truncate(); // a range of another file, or none: from the start
        await response.body?.cancel();
        return { done: false, cause: 'the file changed on the server, or it gives no part of it' };
      }
      checkResponse(response, name);
      writer.truncate();
    }
    await store.describe(path, { url, complete: false, sha256: expected.sha256 ?? '', etag });
    const total = expected.bytes ?? wholeSize(response, writer.size);
    const pieces = chunks(response);
    for (;;) {
      const next = await within(stallMs, pieces.next());
      if (next.done) break;
      const bytes = next.value;
      signal?.throwIfAborted();
      const offset = writer.size;
      writer.append(bytes);
      course.hash.append(bytes, offset);
      onBytes?.(writer.size, total);
      lookAt(options, writer, course);
    }
    if (writer.size < total) return { done: false, cause: `only ${writer.size} of ${total} bytes came` };
    return { done: true, total };
  } catch (error) {
    stop.abort(); // whatever still comes is not wanted
    signal?.throwIfAborted();
    if (isAbort(error) || error instanceof AppError || error instanceof DiskRefused || isQuotaError(error)) throw error;
    return { done: false, cause: error }; // fetch and the stream reject with a TypeError when the network fails
  }
}

function lookAt({ onArrived }: DownloadOptions, writer: FileWriter, course: Course): void {
  if (course.looked || !onArrived) return;
  try {
    course.looked = onArrived(writer);
  } catch (error) {
    writer.truncate();
    throw error;
  }
}

/** Done only when the file is what was expected. @throws AppError `bad-model` when it is known to be another one */
async function verified(
  { path, name = path, expected = {}, signal, onHash }: DownloadOptions,
  writer: FileWriter,
  total: number,
  course: Course,
): Promise<Outcome> {
  const { bytes, sha256: wanted } = expected;
  if (bytes !== undefined && writer.size !== bytes) {
    writer.truncate();
    throw new AppError(
      'bad-model',
      `${name} has ${total} bytes instead of ${bytes}`,
      'The server has another version of the file.',
    );
  }
  if (!wanted && !onHash) return { done: true, total };
  const hash = await course.hash.of(writer, signal);
  if (!wanted || hash === wanted.toLowerCase()) {
    onHash?.(hash);
    return { done: true, total };
  }
  writer.truncate();
  if (course.doubtful) {
    course.doubtful = false; // two halves of two files: once more, from the start
    return { done: false, cause: 'the file changed on the server' };
  }
  throw new AppError(
    'bad-model',
    `${name} does not have the listed SHA-256`,
    'It arrived damaged, or the server has another version.',
  );
}

/**
 * Some private windows take more bytes than they keep, some disks keep others.
 * @throws DOMException `QuotaExceededError`; DiskRefused, and nothing of the file is kept
 */
function checkKept(writer: FileWriter): void {
  if (writer.kept() !== writer.size)
    throw new DOMException(`The disk kept ${writer.kept()} of ${writer.size} bytes.`, 'QuotaExceededError');
  if (writer.same()) return;
  writer.truncate();
  throw new DiskRefused('The disk gave back other bytes than it was given.');
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
  { path, name = path, url, expected }: DownloadOptions,
): Promise<FileStore> {
  const full = (cause?: unknown): AppError =>
    new AppError(
      'storage-full',
      `${name}: neither the disk nor memory has room`,
      'Delete a model you no longer need.',
      { cause },
    );
  if (store.kind === 'memory') throw full();
  const memory = memoryStore();
  try {
    const copy = await memory.write(path);
    while (copy.size < writer.size) {
      const bytes = writer.read(copy.size, Math.min(COPY_CHUNK, writer.size - copy.size));
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
