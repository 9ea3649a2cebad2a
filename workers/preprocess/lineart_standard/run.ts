// sd-webui-controlnet's lineart_standard: how much darker a pixel is than its blurred surroundings, over the usual amount.
import { gaussianRows } from '../../image/gaussianRows.ts';
import type { Rgb } from '../../image/types.ts';
import type { Run } from '../types.ts';

/** The usual amount becomes this grey. */
const USUAL = 127;
/** Fainter pictures are not amplified further. */
const LEAST_DIVISOR = 16;
/** Values of 0...255 are counted in bins of 1 / 256. */
const BINS_PER_LEVEL = 256;

export const run: Run = (image, { sigma, threshold }) => {
  const darkness = darknessOf(image, sigma);
  // numpy's median of nothing is NaN, and Python's max(16, nan) is 16.
  const scale = USUAL / Math.max(LEAST_DIVISOR, medianAbove(darkness, threshold));
  const data = new Uint8Array(image.data.length);
  for (let i = 0, to = 0; i < darkness.length; i++, to += 3) {
    const value = darkness[i] * scale;
    data[to] = data[to + 1] = data[to + 2] = value > 255 ? 255 : value;
  }
  return { width: image.width, height: image.height, data };
};

/** The least of (blurred - pixel) over the channels, no less than 0. */
function darknessOf(image: Rgb, sigma: number): Float32Array {
  const { width, height, data } = image;
  const blurred = gaussianRows(image, sigma);
  const out = new Float32Array(width * height);
  for (let y = 0, at = 0, to = 0; y < height; y++) {
    const row = blurred(y);
    for (let x = 0; x < 3 * width; x += 3, at += 3) {
      const red = row[x] - data[at];
      const green = row[x + 1] - data[at + 1];
      const blue = row[x + 2] - data[at + 2];
      const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
      out[to++] = least > 0 ? least : 0;
    }
  }
  return out;
}

/** Median of the values above the limit, 0 where there are none. Values are within 0...255. */
export function medianAbove(values: Float32Array, limit: number): number {
  const counts = new Uint32Array(BINS_PER_LEVEL * 256);
  let total = 0;
  for (const value of values) {
    if (value <= limit) continue;
    counts[(value * BINS_PER_LEVEL) | 0]++;
    total++;
  }
  if (total === 0) return 0;
  const upper = nth(values, counts, limit, total >> 1);
  return total % 2 ? upper : (upper + nth(values, counts, limit, (total >> 1) - 1)) / 2;
}

/** The value of the given rank (from 0) among those above the limit: sorts only its bin. */
function nth(values: Float32Array, counts: Uint32Array, limit: number, rank: number): number {
  let bin = 0;
  let before = 0;
  while (before + counts[bin] <= rank) before += counts[bin++];
  const inBin = values.filter((value) => value > limit && ((value * BINS_PER_LEVEL) | 0) === bin).sort();
  return inBin[rank - before];
}
