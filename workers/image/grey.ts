// A picture's brightness, one plane. Pure.
import type { Rgb } from './types.ts';

/** Luma (Rec. 601); grey pixels keep their exact value. */
export function greyOf({ data }: Rgb): Float32Array<ArrayBuffer> {
  const out = new Float32Array(data.length / 3);
  for (let i = 0, at = 0; i < out.length; i++, at += 3) {
    out[i] = (299 * data[at] + 587 * data[at + 1] + 114 * data[at + 2]) / 1000;
  }
  return out;
}

/** The least and the greatest value. */
export function extremes(values: ArrayLike<number>): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
  }
  return [least, most];
}
