// Weights that are fetched once and kept on this device: download, open, list, delete. Whoever runs a preprocessor that
// has `weights` in its description has been asked; nothing here asks again.
import { AppError } from '../../errors.ts';
import { download } from '../../weights/download.ts';
import { opfsStore } from '../../weights/opfs.ts';
import type { ByteSource } from '../../weights/source.ts';
import { memoryStore, type FileStore } from '../../weights/storage.ts';
import type { TensorReader } from '../../weights/types.ts';
import { withLock } from '../../weights/urlPack.ts';
import type { RunContext, WeightsNeeded } from '../types.ts';

const ROOT = 'networks';

export interface HubOptions {
  readonly store: FileStore;
  readonly fetch: typeof fetch;
  readonly retryMs?: number;
}

let shared: Promise<FileStore> | undefined;

/** Where networks' weights are kept: the disk, or this worker's memory where the browser has none. */
export function networkStore(): Promise<FileStore> {
  return (shared ??= openStore());
}

async function openStore(): Promise<FileStore> {
  try {
    return opfsStore(await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true }));
  } catch {
    return memoryStore();
  }
}

/**
 * The file's name in the store: repository and path, which the revision in its address does not change. Many repositories
 * have a `model.safetensors`.
 */
export function fileOf({ url }: Pick<WeightsNeeded, 'url'>): string {
  const { hostname, pathname } = new URL(url);
  const path = pathname.slice(1);
  if (hostname === 'huggingface.co') return path.replace(/\/resolve\/[^/]+\//, '/');
  return `${hostname}/${path}`;
}

/** The name of a file that was stored when names were the last part of the address; undefined where there is none. */
async function oldName(store: FileStore, { url }: WeightsNeeded): Promise<string | undefined> {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  return (await store.find(name))?.url === url ? name : undefined;
}

/**
 * The tensors of these weights, downloaded first where they are not there.
 * @param parse reads the format; what it refuses is deleted, so that asking again downloads again
 * @throws AppError `download` (offline, server), `bad-model`, `storage-full`; AbortError
 */
export async function openHubWeights(
  needed: WeightsNeeded,
  parse: (source: ByteSource) => TensorReader,
  { signal, progress }: Pick<RunContext, 'signal' | 'progress'>,
  options?: HubOptions,
): Promise<TensorReader> {
  const { store, fetch: load, retryMs } = options ?? { store: await networkStore(), fetch: globalThis.fetch };
  const path = (await oldName(store, needed)) ?? fileOf(needed);
  const filled = await withLock(needed.url, signal, async () => {
    const stored = await store.find(path);
    if (stored?.complete && stored.url === needed.url) return store;
    const sha256 = needed.sha256 === undefined ? {} : { sha256: needed.sha256 };
    return download({
      url: needed.url,
      path,
      store,
      signal,
      expected: sha256,
      fetch: (input, init) => load(input, init),
      // The listed size is rounded: it serves until the server has told the real one.
      onBytes: (loadedBytes, total) => progress({ stage: 'download', loadedBytes, totalBytes: total || needed.bytes }),
      ...(retryMs !== undefined && { retryMs }),
    });
  });
  try {
    return parse(await filled.open(path));
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-model') await filled.remove(path);
    throw error;
  }
}

/** Which of these weights are on this device, and how much they take. */
export async function storedWeights(
  wanted: readonly WeightsNeeded[],
  store?: FileStore,
): Promise<readonly { readonly url: string; readonly bytes: number }[]> {
  const files = await (store ?? (await networkStore())).list();
  return files
    .filter(({ complete, url }) => complete && wanted.some((each) => each.url === url))
    .map(({ url, bytes }) => ({ url, bytes }));
}

/** Deletes them, half-downloaded ones too. @throws AppError `bad-input` while another tab uses them */
export async function deleteWeights(needed: WeightsNeeded, store?: FileStore): Promise<void> {
  const from = store ?? (await networkStore());
  const old = await oldName(from, needed);
  if (old !== undefined) await from.remove(old);
  await from.remove(fileOf(needed));
}
