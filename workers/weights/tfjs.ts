// A TensorReader over a TensorFlow.js model: its JSON names tensors that lie one after another in one binary. Kernels
// [height, width, in, out] and [height, width, channels, 1] are given as PyTorch and ONNX have them. The graph is not read.
import { AppError } from '../errors.ts';
import type { StoredDType, TensorInfo, TensorReader } from './types.ts';

interface Stored extends TensorInfo {
  readonly bytes: Uint8Array;
}

/** How a stored type is quantised here -> what it is, and its bytes. */
const TYPES: Readonly<Record<string, readonly [StoredDType, number]>> = {
  float32: ['F32', 4],
  float16: ['F16', 2],
  int32: ['I32', 4],
};

/**
 * @param json the parsed model.json
 * @param rename the name to give a tensor
 * @throws AppError `bad-model`
 */
export function tfjsReader(
  json: unknown,
  binary: Uint8Array,
  file: string,
  rename: (name: string) => string,
): TensorReader {
  const tensors = new Map<string, Stored>();
  let offset = 0;
  for (const entry of manifest(json, file)) {
    const { name, dtype, shape, quantization } = entry;
    const type = TYPES[quantization?.dtype ?? dtype];
    if (!type || !Array.isArray(shape)) throw bad(file, `tensor '${name}' is of a kind that is not known`);
    const length = type[1] * shape.reduce((size, side) => size * side, 1);
    const bytes = binary.subarray(offset, (offset += length));
    tensors.set(rename(name), laidOut({ dtype: type[0], shape, bytes }, type[1]));
  }
  if (offset !== binary.length) throw bad(file, `${binary.length} bytes where ${offset} are listed`);
  const keys = [...tensors.keys()];
  return {
    keys: () => keys,
    info: (key) => tensors.get(key),
    read(key) {
      const tensor = tensors.get(key);
      if (!tensor) throw bad(file, `tensor '${key}' is missing`);
      return tensor.bytes;
    },
    close: () => tensors.clear(),
  };
}

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly quantization?: { readonly dtype: string };
}

function manifest(json: unknown, file: string): readonly Entry[] {
  const groups = (json as { weightsManifest?: unknown } | null)?.weightsManifest;
  if (!Array.isArray(groups)) throw bad(file, 'has no weightsManifest');
  return groups.flatMap((group: { weights?: readonly Entry[] }) => group.weights ?? []);
}

/** [h,w,in,out] to [out,in,h,w]; depthwise [h,w,channels,1] to [channels,1,h,w]; all else as it is. */
function laidOut(tensor: Stored, size: number): Stored {
  if (tensor.shape.length !== 4) return tensor;
  const [height, width, third, fourth] = tensor.shape;
  const depthwise = fourth === 1 && height * width > 1;
  const [out, into] = depthwise ? [third, 1] : [fourth, third];
  const bytes = new Uint8Array(tensor.bytes.length);
  const area = height * width;
  for (let o = 0, to = 0; o < out; o++) {
    for (let i = 0; i < into; i++) {
      for (let at = 0; at < area; at++, to += size) {
        const from = size * (depthwise ? at * third + o : (at * third + i) * fourth + o);
        for (let byte = 0; byte < size; byte++) bytes[to + byte] = tensor.bytes[from + byte];
      }
    }
  }
  return { ...tensor, shape: [out, into, height, width], bytes };
}

function bad(file: string, message: string): AppError {
  return new AppError('bad-model', `${file}: ${message}`);
}
