// Stored tensor bytes to the element type a weight wants; matrix transposition. Pure; knows nothing of files or graphs.
import { AppError } from '../errors.ts';
import { bfloatsToFloats, floatsToHalves, halvesToFloats } from '../numerics/float16.ts';
import { float8sToFloats } from '../numerics/float8.ts';
import type { DType } from '../onnx/graph.ts';
import { STORED_BYTES } from './safetensors.ts';
import { type ElementArray, Scratch } from './scratch.ts';
import type { StoredDType } from './types.ts';

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
  else if (stored === 'F8_E4M3' || stored === 'F8_E5M2') float8sToFloats(bytes, stored, floats);
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

/** Rounded to nearest even; valid until the next call with this scratch. */
export function toHalves(floats: Float32Array, scratch: Scratch): Uint16Array {
  const halves = scratch.take('halves', Uint16Array, floats.length);
  floatsToHalves(floats, halves);
  return halves;
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
