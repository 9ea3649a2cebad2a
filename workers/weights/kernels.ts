// 3x3 convolution kernels in the other forms that graphs ask for. Pure; knows nothing of files or graphs.
import type { DType, KernelForm, WeightPart } from '../onnx/graph.ts';
import { castElements, type Elements, toHalves } from './convert.ts';
import { STORED_BYTES } from './safetensors.ts';
import type { Scratch } from './scratch.ts';
import type { StoredDType } from './types.ts';

/** Kernels that are cast at once, so that a big convolution is never in memory as float32. */
const KERNELS_AT_ONCE = 1 << 15;
/** Kernels that are written in one go, so that matrices are turned in blocks that stay in the cache. */
const BLOCK = 32;

/** Each new value of a kernel as a sum over its nine taps, and where the `i`th value goes: of the first kernel, and how far from there for each output and input. */
interface Reform {
  readonly values: readonly (readonly (readonly [factor: number, tap: number])[])[];
  readonly place: (
    i: number,
    outs: number,
    inputs: number,
  ) => readonly [start: number, perOut: number, perInput: number];
}

const AXIS = [0, 1, 2] as const;

/**
 * The 2x2 kernel that gives the output pixels of one parity when a picture is doubled by repeating its pixels and then
 * goes through the 3x3 kernel: two of the three taps fall on the same pixel and are added up. Even places: the tap
 * before on its own, the other two together; odd places the other way round.
 */
function quarter(row: number, column: number): Reform {
  const values: [number, number][][] = [[], [], [], []];
  for (const y of AXIS)
    for (const x of AXIS) values[2 * ((y + 1 - row) >> 1) + ((x + 1 - column) >> 1)].push([1, 3 * y + x]);
  return { values, place: (i, _, inputs) => [i, 4 * inputs, 4] };
}

/** F(4,3)'s G for the points 0, 1, -1, 2, -2 and infinity. https://arxiv.org/abs/1509.09308 */
const G = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
] as const;

/** The three columns of a kernel, each times a row of G. */
const transformed = (row: readonly number[]): Reform['values'] =>
  AXIS.map((x) => AXIS.filter((y) => row[y] !== 0).map((y) => [row[y], 3 * y + x] as const));

/** A matrix [values*in,out]. */
const inMatrix: Reform['place'] = (i, outs, inputs) => [i * inputs * outs, 1, outs];

const sixth = (i: number): Reform => ({ values: transformed(G[i]), place: inMatrix });

const REFORMS: Readonly<Record<KernelForm, Reform>> = {
  quarter00: quarter(0, 0),
  quarter01: quarter(0, 1),
  quarter10: quarter(1, 0),
  quarter11: quarter(1, 1),
  taps: {
    values: Array.from({ length: 9 }, (_, tap) => [[1, tap]] as const),
    place: inMatrix,
  },
  winograd: {
    values: G.flatMap(transformed),
    place: (i, outs, inputs) => [3 * Math.floor(i / 3) * outs * inputs + (i % 3), 3 * inputs, 3],
  },
  winograd0: sixth(0),
  winograd1: sixth(1),
  winograd2: sixth(2),
  winograd3: sixth(3),
  winograd4: sixth(4),
  winograd5: sixth(5),
};

/** Stored kernels [out,in,3,3] in another form, times the part's scale. Added in float32, rounded once. */
export function reformed(
  bytes: Uint8Array,
  stored: StoredDType,
  wanted: DType,
  { key, shape: [outs, inputs], scale = 1 }: WeightPart,
  form: KernelForm,
  scratch: Scratch,
): Elements {
  const { values, place } = REFORMS[form];
  const kernelBytes = 9 * STORED_BYTES[stored];
  const inFloats = wanted === 'float32';
  const array = inFloats ? Float32Array : Uint16Array;
  const all = scratch.take<Float32Array | Uint16Array>('result', array, values.length * outs * inputs);
  const outsAtOnce = Math.max(1, Math.floor(KERNELS_AT_ONCE / inputs));
  for (let first = 0; first < outs; first += outsAtOnce) {
    const end = Math.min(outs, first + outsAtOnce);
    const part = bytes.subarray(first * inputs * kernelBytes, end * inputs * kernelBytes);
    const taps = castElements(part, stored, 'float32', scale, `tensor '${key}'`, scratch) as Float32Array;
    const sums = scratch.take('sums', Float32Array, (end - first) * inputs);
    values.forEach((terms, i) => {
      sums.fill(0);
      for (const [factor, tap] of terms) for (let k = 0; k < sums.length; k++) sums[k] += factor * taps[9 * k + tap];
      const [start, perOut, perInput] = place(i, outs, inputs);
      scatter(inFloats ? sums : toHalves(sums, scratch), all, inputs, start + first * perOut, perOut, perInput);
    });
  }
  return all;
}

/** Puts one value of each kernel (in the order output, input) to its place. */
function scatter(from: Elements, to: Elements, inputs: number, start: number, perOut: number, perInput: number): void {
  const outs = from.length / inputs;
  for (let block = 0; block < inputs; block += BLOCK) {
    const end = Math.min(inputs, block + BLOCK);
    for (let out = 0; out < outs; out++) {
      for (let input = block; input < end; input++) {
        to[start + out * perOut + input * perInput] = from[out * inputs + input];
      }
    }
  }
}
