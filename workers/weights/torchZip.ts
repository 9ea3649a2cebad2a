// A TensorReader over the zip file that torch.save writes of a state dict. Reads tensors; runs nothing.
import { AppError } from '../errors.ts';
import { STORED_BYTES } from './safetensors.ts';
import type { ByteSource } from './source.ts';
import { readTorchPickle, type Pickled, type PickledTensor } from './torchPickle.ts';
import type { DescribedReader } from './reader.ts';
import type { TensorReader } from './types.ts';
import { readZip, type ZipEntry } from './zip.ts';

const PICKLE = '/data.pkl';
/** Names and shapes only: a big one is a megabyte. */
const MAX_PICKLE_BYTES = 16 << 20;

/**
 * The tensors of a checkpoint from training: those of its `state_dict` (in A1111's embeddings `string_to_param`), or of the file where it has none. Numbers beside
 * them (`epoch`, `global_step`) are its metadata. As `torchZipReader` else.
 */
export function checkpointReader(source: ByteSource): DescribedReader {
  const metadata: Record<string, string> = {};
  return Object.assign(torchZipReader(source, ['state_dict', 'string_to_param'], metadata), { metadata });
}

/**
 * The tensors of a state dict. The reader owns the source and closes it, also when the file is bad.
 * @param member the state dict's name where the file is a checkpoint that holds more than it
 * @param settings takes the numbers beside the state dict; with it a file without such a member is read itself, and values
 * that are no tensors are passed over
 * @throws AppError `bad-model` for whatever is not a plain state dict
 */
export function torchZipReader(
  source: ByteSource,
  member?: string | readonly string[],
  settings?: Record<string, string>,
): TensorReader {
  try {
    const entries = readZip(source);
    const tensors = stateDict(source, entries, member, settings);
    const keys = [...tensors.keys()];
    return {
      keys: () => keys,
      info(key) {
        const found = tensors.get(key);
        return found && { dtype: found.tensor.storage.dtype, shape: found.tensor.shape };
      },
      read(key) {
        const found = tensors.get(key);
        if (!found) throw bad(source, `tensor '${key}' is missing`);
        return readTensor(source, found);
      },
      close: () => source.close(),
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

interface Placed {
  readonly tensor: PickledTensor;
  readonly entry: ZipEntry;
}

function stateDict(
  source: ByteSource,
  entries: ReadonlyMap<string, ZipEntry>,
  member: string | readonly string[] | undefined,
  settings: Record<string, string> | undefined,
): ReadonlyMap<string, Placed> {
  const pickles = [...entries.keys()].filter(
    (name) => name.endsWith(PICKLE) && !name.slice(0, -PICKLE.length).includes('/'),
  );
  if (pickles.length !== 1) throw bad(source, 'no file of torch.save: data.pkl is missing');
  const root = pickles[0].slice(0, -PICKLE.length);
  checkByteOrder(source, entries.get(`${root}/byteorder`));
  const pickle = entries.get(pickles[0]) as ZipEntry;
  if (pickle.byteLength > MAX_PICKLE_BYTES) throw bad(source, `data.pkl has ${pickle.byteLength} bytes`);
  const saved = readTorchPickle(source.read(pickle.offset, pickle.byteLength).slice(), source.name);
  const inside = member !== undefined && saved instanceof Map ? memberOf(saved, member) : saved;
  const lenient = settings !== undefined;
  if (settings && saved instanceof Map) {
    for (const [key, value] of saved)
      if (typeof key === 'string' && typeof value === 'number') settings[key] = String(value);
  }
  const whole = lenient && !(inside instanceof Map) ? saved : inside;
  if (!(whole instanceof Map)) throw bad(source, 'it holds something else than a state dict');
  const tensors = new Map<string, Placed>();
  for (const [key, value] of whole) {
    if (lenient && !(typeof key === 'string' && isTensor(value))) continue;
    if (typeof key !== 'string' || !isTensor(value)) throw bad(source, 'it holds something else than a state dict');
    const entry = entries.get(`${root}/data/${value.storage.key}`);
    if (!entry) throw bad(source, `the data of '${key}' is missing`);
    checkTensor(source, key, value, entry);
    tensors.set(key, { tensor: value, entry });
  }
  if (lenient && tensors.size === 0) throw bad(source, 'it holds no tensors');
  return tensors;
}

function memberOf(saved: Map<Pickled, Pickled>, member: string | readonly string[]): Pickled | undefined {
  const name = [member].flat().find((each) => saved.has(each));
  return name === undefined ? undefined : saved.get(name);
}

function checkByteOrder(source: ByteSource, entry: ZipEntry | undefined): void {
  if (!entry) return; // written before torch 2.1, on little-endian machines for all we know
  const order = entry.byteLength < 16 ? new TextDecoder().decode(source.read(entry.offset, entry.byteLength)) : '';
  if (order !== 'little') throw bad(source, `byte order '${order}'`);
}

const isTensor = (value: Pickled): value is PickledTensor =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tensor';

/** Every element lies in the storage and the storage in its entry, and the tensor is no larger than the storage. */
function checkTensor(
  source: ByteSource,
  key: string,
  { storage, offset, shape, strides }: PickledTensor,
  entry: ZipEntry,
): void {
  if (storage.count * STORED_BYTES[storage.dtype] !== entry.byteLength)
    throw bad(source, `the data of '${key}' has another size`);
  const count = shape.reduce((product, side) => product * side, 1);
  const last = shape.reduce((place, side, axis) => place + (side - 1) * strides[axis], offset);
  // Overlapping elements (stride 0) could make a huge tensor out of a small file.
  if (count > 0 && (count > storage.count || last >= storage.count))
    throw bad(source, `'${key}' reaches beyond its data`);
}

function readTensor(source: ByteSource, { tensor: { storage, offset, shape, strides }, entry }: Placed): Uint8Array {
  const size = STORED_BYTES[storage.dtype];
  const count = shape.reduce((product, side) => product * side, 1);
  if (isContiguous(shape, strides)) return source.read(entry.offset + offset * size, count * size);
  const stored = source.read(entry.offset, entry.byteLength);
  const bytes = new Uint8Array(count * size);
  const index = shape.map(() => 0);
  for (let to = 0, from = offset; to < count; to++) {
    bytes.set(stored.subarray(from * size, (from + 1) * size), to * size);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return bytes;
}

/** C order; the stride of an axis of one place says nothing. */
function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== step) return false;
    step *= shape[axis];
  }
  return true;
}

function bad(source: ByteSource, what: string): AppError {
  return new AppError('bad-model', `${source.name}: ${what}`, 'The file is damaged, or is no plain state dict.');
}
