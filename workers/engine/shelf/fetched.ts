// A file from the network into the store that is to keep it, with its hash.
import { download, type Expected } from '../../weights/download.ts';
import type { Arrived } from '../../weights/headOf.ts';
import type { FileStore, StoredFile } from '../../weights/storage.ts';
import { StreamHash } from '../../weights/streamHash.ts';

export interface Wanted {
  readonly url: string;
  /** What it is called, for messages. */
  readonly name: string;
  /** Size and hash, as far as somebody has told them. */
  readonly expected?: Expected;
  readonly signal: AbortSignal;
  /** `total` is 0 while unknown. */
  readonly onBytes: (loaded: number, total: number) => void;
  /** As the download has it: what it throws refuses the file before the rest of it comes. */
  readonly onArrived?: (arrived: Arrived) => boolean;
}

export interface Fetched {
  /** The given one, or one in memory where the disk would not take the file. */
  readonly store: FileStore;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Downloads `url` into `store` as `path`, going on where an earlier call stopped.
 * @throws AppError `download`, `bad-model`, `storage-full`; AbortError
 */
export async function fetchInto(store: FileStore, path: string, wanted: Wanted): Promise<Fetched> {
  const there = await store.find(path).catch(() => undefined); // of a disk that refuses, the download tells
  if (isWhole(there, wanted)) return { store, sha256: await hashOf(store, path, wanted.signal) };
  let sha256 = '';
  const kept = await download({
    ...wanted,
    path,
    store,
    fetch: (input, init) => fetch(input, init),
    onHash: (hex) => (sha256 = hex),
  });
  return { store: kept, sha256 };
}

/** It had arrived, and the page was closed before it was looked at. */
const isWhole = (there: StoredFile | undefined, { url, expected }: Wanted): boolean =>
  there?.complete === true && there.url === url && (!expected?.sha256 || there.sha256 === expected.sha256);

async function hashOf(store: FileStore, path: string, signal: AbortSignal): Promise<string> {
  const writer = await store.write(path);
  try {
    return await new StreamHash().of(writer, signal);
  } finally {
    writer.close();
  }
}
