// TensorReaders over safetensors files: one file, a sharded set, several joined under prefixes. No I/O of its own.
import { AppError } from '../errors.ts';
import { currentName } from './legacyNames.ts';
import { parseSafetensorsHeader, safetensorsHeaderLength, STORED_BYTES } from './safetensors.ts';
import type { ByteSource } from './source.ts';
import type { TensorReader } from './types.ts';

/** The tensors of a file and what it says of itself. */
export interface DescribedReader extends TensorReader {
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The tensors of one `.safetensors` file. The reader owns the source and closes it, also when the header is bad.
 * @throws AppError `bad-model` naming file and tensor
 */
export function safetensorsReader(source: ByteSource): DescribedReader {
  try {
    const length = safetensorsHeaderLength(
      source.read(0, Math.min(8, source.byteLength)),
      source.byteLength,
      source.name,
    );
    const { tensors, metadata } = parseSafetensorsHeader(source.read(8, length), source.byteLength, source.name);
    const keys = [...tensors.keys()];
    source.reserve?.(Math.max(0, ...[...tensors.values()].map(({ byteLength }) => byteLength)));
    return {
      metadata,
      keys: () => keys,
      info: (key) => tensors.get(key),
      read(key) {
        const tensor = tensors.get(key);
        if (!tensor) throw missingTensor(source.name, key);
        return source.read(tensor.offset, tensor.byteLength);
      },
      rows(key, first, end) {
        const tensor = tensors.get(key);
        if (!tensor) throw missingTensor(source.name, key);
        const bytes = tensor.byteLength / (tensor.shape[0] || 1);
        return source.read(tensor.offset + first * bytes, (end - first) * bytes);
      },
      close: () => source.close(),
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

/**
 * The shard of each tensor, from the text of a `*.safetensors.index.json`.
 * @returns tensor name -> file name, relative to the index
 * @throws AppError `bad-model`
 */
export function parseShardIndex(text: string, file: string): ReadonlyMap<string, string> {
  let map: unknown;
  try {
    map = (JSON.parse(text) as { weight_map?: unknown } | null)?.weight_map;
  } catch (cause) {
    throw new AppError('bad-model', `${file}: not JSON`, '', { cause });
  }
  if (typeof map !== 'object' || map === null) throw new AppError('bad-model', `${file}: has no weight_map`);
  const entries = Object.entries(map);
  for (const [key, shard] of entries) {
    // A shard lies beside its index: a path could climb out of the pack.
    if (typeof shard !== 'string' || !/^[^/\\]+\.safetensors$/.test(shard)) {
      throw new AppError('bad-model', `${file}: tensor '${key}' names no .safetensors file beside the index`);
    }
  }
  return new Map(entries);
}

/**
 * The tensors of several shards as one reader, which owns and closes the shards.
 * @throws AppError `bad-model` when a shard lacks a tensor that the index promises
 */
export function shardedReader(
  file: string,
  index: ReadonlyMap<string, string>,
  shards: ReadonlyMap<string, TensorReader>,
): TensorReader {
  for (const [key, shard] of index) {
    if (!shards.get(shard)?.info(key)) throw missingTensor(`${file}: ${shard}`, key);
  }
  const keys = [...index.keys()];
  const of = (key: string): TensorReader | undefined => shards.get(index.get(key) ?? '');
  return {
    keys: () => keys,
    info: (key) => of(key)?.info(key),
    read(key) {
      const shard = of(key);
      if (!shard) throw missingTensor(file, key);
      return shard.read(key);
    },
    close: () => shards.forEach((shard) => shard.close()),
  };
}

/** Several readers as one, to which more can be added. */
export interface JoinedReader extends TensorReader {
  /** From now on the reader owns this one, too; once it is closed, at once closed like the others. */
  add(prefix: string, reader: TensorReader): void;
}

/**
 * Several readers as one: `unet/conv_in.weight` is `conv_in.weight` of the reader under prefix `unet`, also where the
 * file has an older name for it. Closing it closes all. A prefix may end in a slash, but holds no other.
 */
export function joinReaders(readers: Readonly<Record<string, TensorReader>>): JoinedReader {
  const places = new Map<string, { readonly reader: TensorReader; readonly stored: string }>();
  const owned: TensorReader[] = [];
  let closed = false;
  const joined: JoinedReader = {
    add(prefix, reader) {
      owned.push(reader);
      if (closed) reader.close();
      const component = prefix.replace(/\/$/, '');
      for (const stored of reader.keys())
        places.set(`${component}/${currentName(component, stored)}`, { reader, stored });
    },
    keys: () => [...places.keys()],
    info(key) {
      const place = places.get(key);
      return place?.reader.info(place.stored);
    },
    read(key) {
      const place = places.get(key);
      if (!place) throw missingTensor('the model', key);
      return place.reader.read(place.stored);
    },
    rows(key, first, end) {
      const place = places.get(key);
      return place?.reader.rows?.(place.stored, first, end);
    },
    close() {
      closed = true;
      for (const reader of owned) reader.close();
    },
  };
  for (const [prefix, reader] of Object.entries(readers)) joined.add(prefix, reader);
  return joined;
}

function missingTensor(file: string, key: string): AppError {
  return new AppError('bad-model', `${file}: tensor '${key}' is missing`, 'Does the file belong to this model?');
}

/** Bytes of all tensors as stored. */
export function weightBytes(weights: TensorReader): number {
  let total = 0;
  for (const key of weights.keys()) {
    const info = weights.info(key);
    if (info) total += info.shape.reduce((product, side) => product * side, STORED_BYTES[info.dtype]);
  }
  return total;
}
