// OpenCV's INTER_CUBIC on RGB bytes: weights of 11 fractional bits, rows kept as integers. Pure.
import { type Scratch, takeScratch } from './simd/scratch.ts';
import type { Rgb } from './types.ts';

/** INTER_RESIZE_COEF_SCALE. */
const SCALE = 2048;
/** A column sum has 22 fractional bits. */
const HALF = 2 ** 21;
/** OpenCV sums whole groups of this many values of a row in float32, the rest in integers. */
const GROUP = 8;

const { fround, imul } = Math;

interface Taps {
  /** The first of four input places; may lie outside, where the edge repeats. */
  readonly first: Int32Array;
  /** Four integer weights for each output place. */
  readonly weights: Int32Array;
}

export function resizeCubic(image: Rgb, width: number, height: number): Rgb {
  const across = cubicTaps(image.width, width);
  const down = cubicTaps(image.height, height);
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  // The row with its edges repeated, so that the loop need not ask.
  const before = Math.max(0, -across.first[0]);
  const after = Math.max(0, across.first[width - 1] + 4 - image.width);
  const row = 4 * stride;
  const memory = takeScratch([3 * (before + image.width + after), 12 * width, stride, row, row, row, row]);
  const [line, table, out, ...slots] = memory.at;
  writeTable(memory, across, before);
  // The four rows that a line needs; row r lives in slot r & 3, so that each is computed once.
  const held = [-1, -1, -1, -1];
  const last = image.height - 1;
  const rowAt = (place: number): number => {
    const at = place < 0 ? 0 : place > last ? last : place;
    if (held[at & 3] !== at) {
      writeLine(memory, image, at, before, after);
      memory.kernels.cubicRow(line, table, slots[at & 3], slots[at & 3] + row);
      held[at & 3] = at;
    }
    return slots[at & 3];
  };
  const grouped = stride - (stride % GROUP);
  for (let y = 0; y < height; y++) {
    const first = down.first[y];
    const rows = [rowAt(first), rowAt(first + 1), rowAt(first + 2), rowAt(first + 3)] as const;
    const weights = down.weights.subarray(4 * y, 4 * y + 4);
    const [wa, wb, wc, wd] = weights;
    const scale = fround(1 / (SCALE * SCALE));
    memory.kernels.cubicColumn(...rows, wa * scale, wb * scale, wc * scale, wd * scale, out, out + grouped);
    for (let x = grouped; x < stride; x++) memory.u8[out + x] = inIntegers(memory, rows, weights, x);
    data.set(memory.u8.subarray(out, out + stride), y * stride);
  }
  return { width, height, data };
}

/** The sums stay below 1.45 * 255 * 2 ** 22, which 32 bits hold. */
function inIntegers({ i32 }: Scratch, rows: readonly number[], weights: Int32Array, x: number): number {
  const sum = rows.reduce((total, row, i) => (total + imul(i32[(row >> 2) + x], weights[i])) | 0, HALF);
  const byte = sum >> 22;
  return byte < 0 ? 0 : byte > 255 ? 255 : byte;
}

/** For each output place where its pixels begin in the line, and its weights in pairs. */
function writeTable({ at, i16, i32 }: Scratch, { first, weights }: Taps, before: number): void {
  for (let x = 0, entry = at[1] >> 2; x < first.length; x++, entry += 3) {
    i32[entry] = 3 * (first[x] + before);
    i16.set(weights.subarray(4 * x, 4 * x + 4), 2 * entry + 2);
  }
}

function writeLine({ at: [line], u8 }: Scratch, image: Rgb, row: number, before: number, after: number): void {
  const stride = 3 * image.width;
  const start = line + 3 * before;
  u8.set(image.data.subarray(row * stride, (row + 1) * stride), start);
  for (let i = 0; i < before; i++) u8.copyWithin(line + 3 * i, start, start + 3);
  for (let i = 0; i < after; i++) u8.copyWithin(start + stride + 3 * i, start + stride - 3, start + stride);
}

/** Keys' kernel with A = -0.75, in float32 steps as OpenCV's interpolateCubic, rounded to 11 bits. */
function cubicTaps(from: number, to: number): Taps {
  const first = new Int32Array(to);
  const weights = new Int32Array(4 * to);
  const scale = 1 / (to / from);
  for (let at = 0; at < to; at++) {
    const centre = fround((at + 0.5) * scale - 0.5);
    const floor = Math.floor(centre);
    first[at] = floor - 1;
    cubicWeights(fround(centre - floor)).forEach((weight, i) => (weights[4 * at + i] = roundHalfEven(weight * SCALE)));
  }
  return { first, weights };
}

/** The four weights of a place that lies x beyond the second of four. */
export function cubicWeights(x: number): number[] {
  const A = -0.75;
  const f = fround;
  const far = f(f(f(f(f(A * f(x + 1)) - 5 * A) * f(x + 1)) + 8 * A) * f(x + 1));
  const w0 = f(far - 4 * A);
  const near = (t: number): number => f(f(f(f(f((A + 2) * t) - (A + 3)) * t) * t) + 1);
  const w1 = near(x);
  const w2 = near(f(1 - x));
  return [w0, w1, w2, f(f(f(1 - w0) - w1) - w2)];
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
