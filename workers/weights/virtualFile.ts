// The weight file that does not exist: ORT asks it for one range, it reads, casts and transposes that one tensor.
// Rests on onnxruntime-web calling `data.subarray(offset, end)` once a tensor; virtualFile.test.ts pins that down.
import { AppError } from '../errors.ts';
import { shapeOf, type Weight, type WeightPart, type WeightSlot } from '../onnx/graph.ts';
import { castElements, ELEMENT_BYTES, isSameForm, transposed, type Elements } from './convert.ts';
import { reformed } from './kernels.ts';
import { commonScratch, Scratch } from './scratch.ts';
import type { StoredDType, TensorReader } from './types.ts';

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Trailing ones change nothing in memory: [out, in] and the 1x1 convolution [out, in, 1, 1] are the same bytes. */
function trimmed(shape: readonly number[]): string {
  let rank = shape.length;
  while (rank > 0 && shape[rank - 1] === 1) rank--;
  return shape.slice(0, rank).join(',');
}

/** ORT's external data, computed one tensor at a time. Its own buffer is empty. */
export class VirtualFile extends Uint8Array {
  /** ORT swallows what `subarray` throws; whoever creates the session rethrows this instead of ORT's message. */
  failure: unknown = undefined;
  readonly #slots: ReadonlyMap<number, WeightSlot>;
  readonly #reader: TensorReader;
  readonly #scratch = commonScratch();
  readonly #onBytes: ((loaded: number) => void) | undefined;
  #loaded = 0;

  /** Species results (of `slice` and friends) are plain arrays. */
  static get [Symbol.species](): Uint8ArrayConstructor {
    return Uint8Array;
  }

  constructor(
    slots: readonly WeightSlot[],
    totalBytes: number,
    reader: TensorReader,
    onBytes?: (loaded: number) => void,
  ) {
    super(0);
    this.#slots = new Map(slots.map((slot) => [slot.offset, slot]));
    this.#reader = reader;
    this.#onBytes = onBytes;
    this.#scratch.reserve('result', Math.max(0, ...slots.map(({ weight }) => resultBytes(weight))));
    for (const key of ['length', 'byteLength']) Object.defineProperty(this, key, { value: totalBytes });
  }

  override subarray(begin = 0, end = this.byteLength): Uint8Array<ArrayBuffer> {
    if (end <= begin) return new Uint8Array(0);
    try {
      const slot = this.#slots.get(begin);
      if (slot?.byteLength !== end - begin) throw new AppError('bug', `no weight lies at bytes ${begin} to ${end}`);
      const bytes = loadWeight(slot.weight, this.#reader, this.#scratch);
      if (bytes.byteLength !== slot.byteLength) {
        throw new AppError('bug', `weight '${slot.weight.name}' has ${bytes.byteLength} bytes, not ${slot.byteLength}`);
      }
      this.#loaded += bytes.byteLength;
      this.#onBytes?.(this.#loaded);
      return bytes as Uint8Array<ArrayBuffer>;
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  override slice(begin?: number, end?: number): Uint8Array<ArrayBuffer> {
    return this.subarray(begin, end).slice();
  }
}

/**
 * The external data of an encoded model.
 * @param onBytes called after each tensor with the bytes handed out so far; what it throws ends the load
 */
export function virtualFile(
  slots: readonly WeightSlot[],
  totalBytes: number,
  reader: TensorReader,
  onBytes?: (loaded: number) => void,
): VirtualFile {
  return new VirtualFile(slots, totalBytes, reader, onBytes);
}

/**
 * The bytes of one weight: its parts read, checked, cast, scaled, transposed and joined. Valid until the next call.
 * @throws AppError `bad-model` naming the tensor when it is missing or its stored shape is not the expected one
 */
export function loadWeight(weight: Weight, reader: TensorReader, scratch = new Scratch()): Uint8Array {
  const { parts, axis, dtype } = weight;
  if (parts.length === 1) return bytesOf(loadPart(parts[0], weight, reader, scratch));
  const shapes = parts.map(shapeOf);
  const inner = shapes.map((shape) => product(shape.slice(axis)));
  const outer = product(shapes[0].slice(0, axis));
  const rowBytes = inner.reduce((a, b) => a + b, 0) * ELEMENT_BYTES[dtype];
  const joined = scratch.take('joined', Uint8Array, outer * rowBytes);
  let start = 0;
  parts.forEach((part, index) => {
    const bytes = bytesOf(loadPart(part, weight, reader, scratch));
    const width = inner[index] * ELEMENT_BYTES[dtype];
    for (let row = 0; row < outer; row++) {
      joined.set(bytes.subarray(row * width, (row + 1) * width), row * rowBytes + start);
    }
    start += width;
  });
  return joined;
}

/** What a weight takes of the slot in which its parts are transposed or reformed. */
function resultBytes({ parts, dtype }: Weight): number {
  const lengths = parts.map((part) => (part.transpose || part.kernels ? product(shapeOf(part)) : 0));
  return Math.max(...lengths) * ELEMENT_BYTES[dtype];
}

function bytesOf(elements: Elements): Uint8Array {
  return new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
}

function loadPart(part: WeightPart, weight: Weight, reader: TensorReader, scratch: Scratch): Elements {
  const { key, shape, transpose = false, scale = 1, kernels } = part;
  const info = reader.info(key);
  if (!info) throw new AppError('bad-model', `tensor '${key}' is missing`, 'Does the file belong to this model?');
  if (trimmed(info.shape) !== trimmed(shape)) {
    throw new AppError(
      'bad-model',
      `tensor '${key}' has shape [${info.shape.join(', ')}], but the config says [${shape.join(', ')}]`,
      'Do config.json and the weights belong together?',
    );
  }
  const halves = !kernels && weight.dtype === 'float16' && !isSameForm(info.dtype, 'float16');
  const cast = halves ? castRows(part, info.dtype, reader, scratch) : undefined;
  if (cast) return transpose ? transposed(cast, shape[0], shape[1], scratch) : cast;
  const bytes = reader.read(key);
  // Without work to do the stored bytes go straight to ORT, whatever their alignment.
  if (!transpose && !kernels && scale === 1 && isSameForm(info.dtype, weight.dtype)) return bytes;
  if (kernels) return reformed(bytes, info.dtype, weight.dtype, part, kernels, scratch);
  const elements = castElements(bytes, info.dtype, weight.dtype, scale, `tensor '${key}'`, scratch);
  return transpose ? transposed(elements, shape[0], shape[1], scratch) : elements;
}

/** Elements that are cast at once; smaller tensors are cast as a whole. */
const CAST_AT_ONCE = 1 << 18;

/** A large tensor as halves, some rows at a time, so that it is never in memory as float32; undefined where it must be read as a whole. */
function castRows(
  { key, shape, scale = 1 }: WeightPart,
  stored: StoredDType,
  reader: TensorReader,
  scratch: Scratch,
): Uint16Array | undefined {
  const [count = 0, ...rest] = shape;
  const width = product(rest);
  const atOnce = Math.max(1, Math.floor(CAST_AT_ONCE / width));
  if (atOnce >= count) return undefined;
  const all = scratch.take('rows', Uint16Array, count * width);
  for (let first = 0; first < count; first += atOnce) {
    const bytes = reader.rows?.(key, first, Math.min(count, first + atOnce));
    if (!bytes) return undefined;
    all.set(castElements(bytes, stored, 'float16', scale, `tensor '${key}'`, scratch) as Uint16Array, first * width);
  }
  return all;
}
