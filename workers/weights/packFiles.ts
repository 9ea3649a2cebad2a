// PackFiles that need no network: a folder or files from the user's disk, and memory. Also what every kind shares.
import { AppError } from '../errors.ts';
import { refuseQuantised } from './quantised.ts';
import { parseShardIndex, safetensorsReader, shardedReader } from './reader.ts';
import { blobSource, memorySource, type ByteSource } from './source.ts';
import type { PackFiles, TensorReader } from './types.ts';

/** Names are those of files and folders; 'x/y' inside 'x' is 'y'. */
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Opens a `.safetensors` file, or every shard that a `*.safetensors.index.json` names. */
export async function openTensors(
  path: string,
  text: (path: string) => Promise<string>,
  open: (path: string) => Promise<ByteSource>,
): Promise<TensorReader> {
  if (!path.endsWith('.index.json')) return plainReader(await open(path));
  const index = parseShardIndex(await text(path), path);
  const shards = new Map<string, TensorReader>();
  try {
    for (const shard of new Set(index.values())) {
      shards.set(shard, plainReader(await open(folderOf(path) + shard)));
    }
    return shardedReader(path, index, shards);
  } catch (error) {
    shards.forEach((shard) => shard.close());
    throw error;
  }
}

/** @throws AppError `bad-model`, `unsupported` where the weights are quantised; the source is closed then */
function plainReader(source: ByteSource): TensorReader {
  const reader = safetensorsReader(source);
  try {
    refuseQuantised(reader, source.name);
  } catch (error) {
    reader.close();
    throw error;
  }
  return reader;
}

export function missingFile(pack: string, path: string, cause?: unknown): AppError {
  return new AppError('bad-model', `${pack}: ${path} is missing`, 'Is this a folder in the diffusers layout?', {
    cause,
  });
}

/** Files in memory: tests, and whatever was made on the spot. */
export function memoryPack(name: string, files: Readonly<Record<string, string | Uint8Array>>): PackFiles {
  const file = (path: string): string | Uint8Array => {
    if (!Object.hasOwn(files, path)) throw missingFile(name, path);
    return files[path];
  };
  const pack: PackFiles = {
    name,
    has: (path) => Promise.resolve(Object.hasOwn(files, path)),
    // eslint-disable-next-line @typescript-eslint/require-await -- a missing file must reject, not throw
    async text(path) {
      const content = file(path);
      return typeof content === 'string' ? content : new TextDecoder().decode(content);
    },
    tensors: (path) =>
      openTensors(
        path,
        (p) => pack.text(p),
        (p) => {
          const content = file(p);
          const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
          return Promise.resolve(memorySource(`${name}/${p}`, bytes));
        },
      ),
  };
  return pack;
}

/**
 * Files from the user's disk, read in place and never copied. Workers only.
 * @param files path inside the pack -> file
 */
export function diskPack(name: string, files: ReadonlyMap<string, Blob>): PackFiles {
  const file = (path: string): Blob => {
    const blob = files.get(path);
    if (!blob) throw missingFile(name, path);
    return blob;
  };
  const pack: PackFiles = {
    name,
    has: (path) => Promise.resolve(files.has(path)),
    text: async (path) => file(path).text(),
    tensors: (path) =>
      openTensors(
        path,
        (p) => pack.text(p),
        (p) => new Promise((resolve) => resolve(blobSource(`${name}/${p}`, file(p)))),
      ),
  };
  return pack;
}

/** The files below `folder` of another pack, as a pack of its own. */
export function subPack(pack: PackFiles, folder: string): PackFiles {
  const below = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  return {
    name: `${pack.name}/${below}`.replace(/\/$/, ''),
    has: (path) => pack.has(below + path),
    text: (path) => pack.text(below + path),
    tensors: (path) => pack.tensors(below + path),
  };
}
