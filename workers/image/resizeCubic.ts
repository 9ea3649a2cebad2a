// OpenCV's INTER_CUBIC on RGB bytes: weights of 11 fractional bits, rows kept as integers. Pure.
import type { Rgb } from './types.ts';

/** INTER_RESIZE_COEF_SCALE. */
const SCALE = 2048;
/** A column sum has 22 fractional bits. */
const HALF = 2 ** 21;
const WHOLE = 2 ** 22;
/** OpenCV sums whole groups of this many values of a row in float32, the rest in integers. */
const GROUP = 8;
/** float32 cannot move a column sum further than this from the exact one, in units of its last bit. */
const FLOAT_ERROR = 256;

const { fround, imul } = Math;

interface Taps {
  /** The first of four input places; may lie outside, where the edge repeats. */
  readonly first: Int32Array;
  /** Four integer weights for each output place. */
  readonly weights: Int32Array;
}

export function resizeCubic(image: Rgb, width: number, height: number): Rgb {
  const down = cubicTaps(image.height, height);
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  const across = rowResizer(image, width);
  // The four rows that a line needs; row r lives in slot r & 3, so that each is computed once.
  const slots = [0, 1, 2, 3].map(() => new Int32Array(stride));
  const held = [-1, -1, -1, -1];
  const last = image.height - 1;
  const row = (place: number): Int32Array => {
    const at = place < 0 ? 0 : place > last ? last : place;
    if (held[at & 3] !== at) {
      across(at, slots[at & 3]);
      held[at & 3] = at;
    }
    return slots[at & 3];
  };
  for (let y = 0; y < height; y++) {
    const first = down.first[y];
    const rows = [row(first), row(first + 1), row(first + 2), row(first + 3)] as const;
    combine(rows, down.weights.subarray(4 * y, 4 * y + 4), data.subarray(y * stride, (y + 1) * stride));
  }
  return { width, height, data };
}

type Rows = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

/** One output line of four rows. The sums stay below 1.45 * 255 * 2 ** 22, which 32 bits hold. */
function combine(rows: Rows, weights: Int32Array, out: Uint8Array): void {
  const [s0, s1, s2, s3] = rows;
  const w0 = weights[0];
  const w1 = weights[1];
  const w2 = weights[2];
  const w3 = weights[3];
  const length = out.length;
  const grouped = length - (length % GROUP);
  for (let x = 0; x < length; x++) {
    const sum = (imul(s0[x], w0) + imul(s1[x], w1) + imul(s2[x], w2) + imul(s3[x], w3) + HALF) | 0;
    const byte = sum >> 22;
    out[x] = byte < 0 ? 0 : byte > 255 ? 255 : byte;
    if (((sum + FLOAT_ERROR) & (WHOLE - 1)) < 2 * FLOAT_ERROR && x < grouped) out[x] = inFloats(rows, weights, x);
  }
}

/** The same sum as OpenCV's vector code has it: float32 after each step, halves to even. */
function inFloats([s0, s1, s2, s3]: Rows, weights: Int32Array, x: number): number {
  const scale = fround(1 / (SCALE * SCALE));
  const term = (row: Int32Array, i: number): number => fround(fround(row[x]) * fround(weights[i] * scale));
  const sum = fround(term(s0, 0) + fround(term(s1, 1) + fround(term(s2, 2) + term(s3, 3))));
  const floor = Math.floor(sum);
  const rest = sum - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return rounded < 0 ? 0 : rounded > 255 ? 255 : rounded;
}

/** Resizes one input row into integers of 11 fractional bits. */
function rowResizer({ width: from, data }: Rgb, width: number): (row: number, out: Int32Array) => void {
  const { first, weights } = cubicTaps(from, width);
  // The row with its edges repeated, so that the loop need not ask.
  const before = Math.max(0, -first[0]);
  const after = Math.max(0, first[width - 1] + 4 - from);
  const line = new Uint8Array((before + from + after) * 3);
  return (row, out) => {
    line.set(data.subarray(row * from * 3, (row + 1) * from * 3), before * 3);
    for (let i = 0; i < before * 3; i++) line[i] = data[row * from * 3 + (i % 3)];
    for (let i = 0; i < after * 3; i++) line[(before + from) * 3 + i] = data[((row + 1) * from - 1) * 3 + (i % 3)];
    for (let x = 0, to = 0, w = 0; x < width; x++, to += 3, w += 4) {
      const at = (first[x] + before) * 3;
      const w0 = weights[w];
      const w1 = weights[w + 1];
      const w2 = weights[w + 2];
      const w3 = weights[w + 3];
      out[to] = imul(line[at], w0) + imul(line[at + 3], w1) + imul(line[at + 6], w2) + imul(line[at + 9], w3);
      out[to + 1] = imul(line[at + 1], w0) + imul(line[at + 4], w1) + imul(line[at + 7], w2) + imul(line[at + 10], w3);
      out[to + 2] = imul(line[at + 2], w0) + imul(line[at + 5], w1) + imul(line[at + 8], w2) + imul(line[at + 11], w3);
    }
  };
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

function cubicWeights(x: number): number[] {
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
