// The rows of a blurred picture, one at a time: OpenCV's float Gaussian blur of RGB bytes, fast for wide kernels too. Pure.
import { halfKernel, reflect101 } from './gaussian.ts';
import { type Scratch, takeScratch } from './simd/scratch.ts';
import type { Rgb } from './types.ts';

/** Gives row y of the blurred picture, 3 * width values. The array is used again by the next call. */
export type BlurredRows = (y: number) => Float32Array;

/**
 * A wide Gaussian is two narrower ones of sigma / sqrt(2) with the picture held only at every step-th place in between.
 * The sampling adds 2 exp(-2 pi^2 (sigma / 2 step)^2) of the value at most (Poisson's sum): 3e-5 at this ratio.
 */
const SIGMAS_PER_STEP = 1.5;

/**
 * `cv2.GaussianBlur(image.astype(float32), (0, 0), sigma)`, within 0.03 of a grey level.
 * @param bench of the scratch memory: whoever blurs twice at once gives each its own
 */
export function gaussianRows(image: Rgb, sigma: number, bench = 0): BlurredRows {
  const step = Math.floor(sigma / SIGMAS_PER_STEP);
  return step < 2 ? directRows(image, sigma, bench) : steppedRows(image, sigma, step, bench);
}

/** Every tap of the kernel: down the columns of bytes, then along the row. */
function directRows(image: Rgb, sigma: number, bench: number): BlurredRows {
  const half = halfKernel(sigma, 'floats');
  const radius = half.length - 1;
  const stride = 3 * image.width;
  const memory = takeScratch([ringBytes(image, radius), 4 * (stride + 6 * radius), 4 * stride], bench);
  const { kernels, f32, at } = memory;
  const [, lineAt, outAt] = at;
  const columns = columnSums(memory, image, half);
  const line = f32.subarray(lineAt >> 2, (lineAt >> 2) + stride + 6 * radius);
  const out = f32.subarray(outAt >> 2, (outAt >> 2) + stride);
  const centre = lineAt + 12 * radius;
  const end = outAt + 4 * stride;
  return (y) => {
    columns(y, centre);
    mirrorEnds(line, image.width, radius);
    kernels.weighRow(centre, outAt, end, half[0]);
    for (let i = 1; i <= radius; i++) kernels.addPair(centre - 12 * i, centre + 12 * i, outAt, end, half[i]);
    return out;
  };
}

function steppedRows(image: Rgb, sigma: number, step: number, bench: number): BlurredRows {
  const { width, height } = image;
  const half = halfKernel(sigma / Math.SQRT2, 'floats');
  const phases = phasesOf(sigma / Math.SQRT2, step);
  const stride = 3 * width;
  // Coarse row k stands at y = (k - before) * step.
  const before = phases.reach;
  const count = before + Math.floor((height - 1) / step) + phases.reach + 1;
  const memory = takeScratch([ringBytes(image, half.length - 1), 4 * stride, 4 * stride, 4 * stride * count], bench);
  const { kernels, f32, at } = memory;
  const [, narrowAt, outAt, coarseAt] = at;
  const view = (start: number): Float32Array => f32.subarray(start >> 2, (start >> 2) + stride);
  const columns = columnSums(memory, image, half);
  const along = steppedAlong(width, half, phases, step);
  for (let k = 0; k < count; k++) {
    columns((k - before) * step, narrowAt);
    along(view(narrowAt), view(coarseAt + 4 * stride * k));
  }
  const out = view(outAt);
  return (y) => {
    const weights = phases.weights[y % step];
    let row = coarseAt + 4 * stride * Math.floor(y / step);
    out.fill(0);
    const [end, bytes] = [outAt + 4 * stride, 4 * stride];
    let i = 0;
    for (; i + 3 < weights.length; i += 4, row += 4 * bytes) {
      const [wa, wb, wc, wd] = weights.subarray(i, i + 4);
      kernels.addFour(row, row + bytes, row + 2 * bytes, row + 3 * bytes, wa, wb, wc, wd, outAt, end);
    }
    for (; i < weights.length; i++, row += bytes) kernels.addWeighed(row, outAt, end, weights[i]);
    return out;
  };
}

/** Room for as many rows of the picture as a kernel of this radius sees at once. */
const ringBytes = ({ width }: Rgb, radius: number): number => 3 * width * (2 * radius + 1);

/** Writes the rows around y under a symmetric kernel to an address, as floats. The memory's first part is its ring of rows. */
function columnSums({ kernels, u8, f32, at: [ring] }: Scratch, { width, height, data }: Rgb, half: Float64Array) {
  const stride = 3 * width;
  const size = 2 * half.length - 1;
  const held = new Int32Array(size).fill(-1);
  const row = (place: number): number => {
    const y = reflect101(place, height);
    const slot = y % size;
    const start = ring + slot * stride;
    if (held[slot] !== y) {
      u8.set(data.subarray(y * stride, (y + 1) * stride), start);
      held[slot] = y;
    }
    return start;
  };
  return (y: number, to: number): void => {
    const end = to + 4 * stride;
    f32.fill(0, to >> 2, end >> 2);
    const centre = row(y);
    // The row itself is a pair with itself of half the weight.
    kernels.addBytePairs(centre, centre, centre, centre, half[0] / 2, 0, to, end);
    for (let i = 1; i < half.length; i += 2) {
      const far = i + 1 < half.length ? half[i + 1] : 0;
      const outer = far === 0 ? i : i + 1;
      kernels.addBytePairs(row(y - i), row(y + i), row(y - outer), row(y + outer), half[i], far, to, end);
    }
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
  return (row: Float32Array, out: Float32Array): void => {
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
  };
}

/** Fills `margin` pixels on both sides of the row in the middle of `line` with its mirror image. */
function mirrorEnds(line: Float32Array | Float64Array, width: number, margin: number): void {
  for (let i = 1; i <= margin; i++) {
    const left = margin + reflect101(-i, width);
    const right = margin + reflect101(width - 1 + i, width);
    for (let c = 0; c < 3; c++) {
      line[3 * (margin - i) + c] = line[3 * left + c];
      line[3 * (margin + width - 1 + i) + c] = line[3 * right + c];
    }
  }
}
