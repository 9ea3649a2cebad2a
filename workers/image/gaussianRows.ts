// The rows of a blurred picture, one at a time: OpenCV's float Gaussian blur of RGB bytes, fast for wide kernels too. Pure.
import { halfKernel, reflect101 } from './gaussian.ts';
import type { Rgb } from './types.ts';

/** Gives row y of the blurred picture, 3 * width values. The array is used again by the next call. */
export type BlurredRows = (y: number) => Float64Array;

/**
 * A wide Gaussian is two narrower ones of sigma / sqrt(2) with the picture held only at every step-th place in between.
 * The sampling adds 2 exp(-2 pi^2 (sigma / 2 step)^2) of the value at most (Poisson's sum): 3e-5 at this ratio.
 */
const SIGMAS_PER_STEP = 1.5;

/** `cv2.GaussianBlur(image.astype(float32), (0, 0), sigma)`, within 0.03 of a grey level. */
export function gaussianRows(image: Rgb, sigma: number): BlurredRows {
  const step = Math.floor(sigma / SIGMAS_PER_STEP);
  return step < 2 ? directRows(image, sigma) : steppedRows(image, sigma, step);
}

/** Every tap of the kernel: down the columns of bytes, then along the row. */
function directRows({ width, height, data }: Rgb, sigma: number): BlurredRows {
  const half = halfKernel(sigma, 'floats');
  const radius = half.length - 1;
  const stride = 3 * width;
  const line = new Float64Array(stride + 6 * radius);
  const inner = line.subarray(3 * radius, 3 * radius + stride);
  const out = new Float64Array(stride);
  return (y) => {
    sumSymmetric(data, stride, height, y, half, inner);
    mirrorEnds(line, width, radius);
    sumAlong(line, half, out);
    return out;
  };
}

function steppedRows({ width, height, data }: Rgb, sigma: number, step: number): BlurredRows {
  const half = halfKernel(sigma / Math.SQRT2, 'floats');
  const phases = phasesOf(sigma / Math.SQRT2, step);
  const stride = 3 * width;
  const coarse: Float64Array[] = [];
  const narrow = new Float64Array(stride);
  const along = steppedAlong(width, half, phases, step);
  // Coarse row k stands at y = (k - before) * step.
  const before = phases.reach;
  const count = before + Math.floor((height - 1) / step) + phases.reach + 1;
  for (let k = 0; k < count; k++) {
    sumSymmetric(data, stride, height, (k - before) * step, half, narrow);
    coarse.push(along(narrow));
  }
  const out = new Float64Array(stride);
  return (y) => {
    sumRows(coarse, Math.floor(y / step), phases.weights[y % step], out);
    return out;
  };
}

interface Phases {
  /** Coarse places read to the left of the one at or before a place; one more is read to the right. */
  readonly reach: number;
  /** For each place between two coarse ones: the weights of `2 * reach` coarse places. */
  readonly weights: readonly Float64Array[];
}

function phasesOf(sigma: number, step: number): Phases {
  const reach = Math.ceil((4 * sigma) / step);
  const weights = Array.from({ length: step }, (_, phase) => {
    const raw = Float64Array.from({ length: 2 * reach + 1 }, (__, k) => {
      const distance = (k - reach) * step - phase;
      return Math.exp((-0.5 * distance * distance) / sigma ** 2);
    });
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((value) => value / sum);
  });
  return { reach, weights };
}

/** Blurs a row by both narrow kernels, with coarse places in between. */
function steppedAlong(width: number, half: Float64Array, phases: Phases, step: number) {
  const radius = half.length - 1;
  const { reach, weights } = phases;
  const count = 2 * reach + 1 + Math.floor((width - 1) / step);
  // The row with as much of its mirror as the outermost coarse places see.
  const margin = reach * step + radius;
  const line = new Float64Array(3 * (width + 2 * margin));
  const coarse = new Float64Array(3 * count);
  return (row: Float64Array): Float64Array => {
    line.set(row, 3 * margin);
    mirrorEnds(line, width, margin);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < 3; c++) {
        const centre = 3 * (k * step + radius) + c;
        let sum = half[0] * line[centre];
        for (let i = 1, d = 3; i <= radius; i++, d += 3) sum += half[i] * (line[centre - d] + line[centre + d]);
        coarse[3 * k + c] = sum;
      }
    }
    const out = new Float64Array(3 * width);
    for (let x = 0, first = 0, phase = 0; x < width; x++) {
      const taps = weights[phase];
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let i = 0, at = first; i < taps.length; i++, at += 3) {
        const weight = taps[i];
        red += weight * coarse[at];
        green += weight * coarse[at + 1];
        blue += weight * coarse[at + 2];
      }
      out[3 * x] = red;
      out[3 * x + 1] = green;
      out[3 * x + 2] = blue;
      if (++phase === step) {
        phase = 0;
        first += 3;
      }
    }
    return out;
  };
}

/** out = the rows around y of a picture of bytes under a symmetric kernel. */
function sumSymmetric(
  data: Uint8Array,
  stride: number,
  height: number,
  y: number,
  half: Float64Array,
  out: Float64Array,
): void {
  const row = (place: number): number => reflect101(place, height) * stride;
  const centre = row(y);
  const weight = half[0];
  for (let x = 0; x < stride; x++) out[x] = weight * data[centre + x];
  let i = 1;
  // Two pairs of rows at a time: the sum is loaded and stored half as often.
  for (; i + 1 < half.length; i += 2) {
    addPairs(data, row(y - i), row(y + i), row(y - i - 1), row(y + i + 1), half[i], half[i + 1], out);
  }
  if (i < half.length) addPairs(data, row(y - i), row(y + i), 0, 0, half[i], 0, out);
}

/** Adds two weighted pairs of rows, which begin at a and b, c and d. */
function addPairs(
  data: Uint8Array,
  a: number,
  b: number,
  c: number,
  d: number,
  near: number,
  far: number,
  out: Float64Array,
): void {
  const length = out.length;
  for (let x = 0; x < length; x++) {
    out[x] += near * (data[a + x] + data[b + x]) + far * (data[c + x] + data[d + x]);
  }
}

/** out = a row of pixels under a symmetric kernel; the line has the kernel's radius more at both ends. */
function sumAlong(line: Float64Array, half: Float64Array, out: Float64Array): void {
  const length = out.length;
  const centre = 3 * (half.length - 1);
  const weight = half[0];
  for (let x = 0; x < length; x++) out[x] = weight * line[centre + x];
  for (let i = 1; i < half.length; i++) {
    const w = half[i];
    const left = centre - 3 * i;
    const right = centre + 3 * i;
    for (let x = 0; x < length; x++) out[x] += w * (line[left + x] + line[right + x]);
  }
}

/** out = rows[first...] weighted. */
function sumRows(rows: readonly Float64Array[], first: number, weights: Float64Array, out: Float64Array): void {
  const length = out.length;
  let i = 0;
  for (; i + 3 < weights.length; i += 4) {
    const w0 = weights[i];
    const w1 = weights[i + 1];
    const w2 = weights[i + 2];
    const w3 = weights[i + 3];
    const r0 = rows[first + i];
    const r1 = rows[first + i + 1];
    const r2 = rows[first + i + 2];
    const r3 = rows[first + i + 3];
    if (i === 0) for (let x = 0; x < length; x++) out[x] = w0 * r0[x] + w1 * r1[x] + w2 * r2[x] + w3 * r3[x];
    else for (let x = 0; x < length; x++) out[x] += w0 * r0[x] + w1 * r1[x] + w2 * r2[x] + w3 * r3[x];
  }
  for (; i < weights.length; i++) {
    const weight = weights[i];
    const row = rows[first + i];
    for (let x = 0; x < length; x++) out[x] += weight * row[x];
  }
}

/** Fills `margin` pixels on both sides of the row in the middle of `line` with its mirror image. */
function mirrorEnds(line: Float64Array, width: number, margin: number): void {
  for (let i = 1; i <= margin; i++) {
    const left = margin + reflect101(-i, width);
    const right = margin + reflect101(width - 1 + i, width);
    for (let c = 0; c < 3; c++) {
      line[3 * (margin - i) + c] = line[3 * left + c];
      line[3 * (margin + width - 1 + i) + c] = line[3 * right + c];
    }
  }
}
