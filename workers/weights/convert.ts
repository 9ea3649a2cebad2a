// Stored tensor bytes to the element type a weight wants; matrix transposition. Pure; knows nothing of files or graphs.
import { AppError } from '../errors.ts';
import { bfloatsToFloats, floatsToHalves, halvesToFloats } from '../numerics/float16.ts';
import type { DType } from '../onnx/graph.ts';
import { STORED_BYTES } from './safetensors.ts';
import { type ElementArray, Scratch } from './scratch.ts';
import type { StoredDType } from './types.ts';

/** Kernels that are cast at once, so that a big convolution is never in memory as float32. */
const KERNELS_AT_ONCE = 1 << 15;

/** What a weight can be in memory; float16 as its bits. */
export type Elements = Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;

export const ELEMENT_BYTES: Readonly<Record<DType, number>> = { float32: 4, float16: 2, int32: 4, int64: 8, bool: 1 };

const SAME: Readonly<Partial<Record<StoredDType, DType>>> = {
  F32: 'float32', F16: 'float16', I32: 'int32', I64: 'int64', BOOL: 'bool',
}; // prettier-ignore

/** True when the stored bytes already are the wanted elements. */
export function isSameForm(stored: StoredDType, wanted: DType): boolean {
  return SAME[stored] === wanted;
}

/** Bytes as elements of the wanted type, without a copy where the alignment allows it. */
export function viewElements(bytes: Uint8Array, dtype: DType): Elements {
  const size = ELEMENT_BYTES[dtype];
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const count = byteLength / size;
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer, byteOffset, count);
    case 'float16':
      return new Uint16Array(buffer, byteOffset, count);
    case 'int32':
      return new Int32Array(buffer, byteOffset, count);
    case 'int64':
      return new BigInt64Array(buffer, byteOffset, count);
    case 'bool':
      return new Uint8Array(buffer, byteOffset, count);
  }
}

/** Stored floats of any width as float32; a view when they already are. Other element types return undefined. */
export function toFloats(
  bytes: Uint8Array,
  stored: StoredDType,
  scratch: Scratch = new Scratch(),
): Float32Array | undefined {
  if (stored === 'F32') return viewElements(bytes, 'float32') as Float32Array;
  const floats = scratch.take('floats', Float32Array, bytes.byteLength / STORED_BYTES[stored]);
  if (stored === 'F16') halvesToFloats(viewElements(bytes, 'float16') as Uint16Array, floats);
  else if (stored === 'BF16') bfloatsToFloats(viewElements(bytes, 'float16') as Uint16Array, floats);
  else if (stored === 'F64') floats.set(new Float64Array(bytes.slice().buffer));
  else return undefined;
  return floats;
}

/**
 * Casts stored bytes to the wanted elements, times `scale`; rounds to nearest even. May return a view of `bytes`.
 * @param what names file and tensor in errors
 * @throws AppError `bad-model` for a cast that makes no sense (integers to floats)
 */
export function castElements(
  bytes: Uint8Array,
  stored: StoredDType,
  wanted: DType,
  scale: number,
  what: string,
  scratch: Scratch = new Scratch(),
): Elements {
  if (scale === 1 && isSameForm(stored, wanted)) return viewElements(bytes, wanted);
  const floats = wanted === 'float32' || wanted === 'float16' ? toFloats(bytes, stored, scratch) : undefined;
  if (!floats) throw new AppError('bad-model', `${what} is stored as ${stored}, but ${wanted} is needed`);
  const scaled = scale === 1 ? floats : scratch.take('scaled', Float32Array, floats.length);
  if (scale !== 1) for (let i = 0; i < floats.length; i++) scaled[i] = floats[i] * scale;
  return wanted === 'float32' ? scaled : toHalves(scaled, scratch);
}

function toHalves(floats: Float32Array, scratch: Scratch): Uint16Array {
  const halves = scratch.take('halves', Uint16Array, floats.length);
  floatsToHalves(floats, halves);
  return halves;
}

/**
 * The 2x2 kernels that give the output pixels of one parity (row, column) when a picture is doubled by repeating its
 * pixels and then goes through the 3x3 kernels: two of the three taps fall on the same pixel and are added up.
 * Added in float32, rounded once.
 */
export function quartered(
  bytes: Uint8Array,
  stored: StoredDType,
  wanted: DType,
  scale: number,
  [row, column]: readonly [0 | 1, 0 | 1],
  what: string,
  scratch: Scratch = new Scratch(),
): Elements {
  const kernelBytes = 9 * STORED_BYTES[stored];
  const count = bytes.byteLength / kernelBytes;
  const inFloats = wanted === 'float32';
  const all = inFloats
    ? scratch.take('result', Float32Array, 4 * count)
    : scratch.take('result', Uint16Array, 4 * count);
  for (let first = 0; first < count; first += KERNELS_AT_ONCE) {
    const part = bytes.subarray(first * kernelBytes, Math.min(count, first + KERNELS_AT_ONCE) * kernelBytes);
    const kernels = castElements(part, stored, 'float32', scale, what, scratch) as Float32Array;
    const quarters = scratch.take('sums', Float32Array, (kernels.length / 9) * 4).fill(0);
    for (let k = 0, to = 0; k < kernels.length; k += 9, to += 4) {
      for (let y = 0; y < 3; y++) {
        for (let x = 0; x < 3; x++) {
          // Even places: the tap before on its own, the other two together; odd places the other way round.
          const at = to + 2 * ((y + 1 - row) >> 1) + ((x + 1 - column) >> 1);
          quarters[at] += kernels[k + 3 * y + x];
        }
      }
    }
    all.set(inFloats ? quarters : toHalves(quarters, scratch), 4 * first);
  }
  return all;
}

/** Rows and columns swapped, in blocks that stay in the cache. */
export function transposed<T extends Elements>(
  matrix: T,
  rows: number,
  columns: number,
  scratch: Scratch = new Scratch(),
): T {
  const result = scratch.take('result', matrix.constructor as unknown as ElementArray<T>, matrix.length);
  const block = 32;
  for (let rowStart = 0; rowStart < rows; rowStart += block) {
    const rowEnd = Math.min(rows, rowStart + block);
    for (let columnStart = 0; columnStart < columns; columnStart += block) {
      const columnEnd = Math.min(columns, columnStart + block);
      for (let column = columnStart; column < columnEnd; column++) {
        for (let row = rowStart; row < rowEnd; row++) result[column * rows + row] = matrix[row * columns + column];
      }
    }
  }
  return result;
}
