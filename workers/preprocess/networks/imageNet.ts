// Pictures as networks that were trained on ImageNet want them. Pure.
import type { Rgb } from '../../image/types.ts';

const MEAN = [0.485, 0.456, 0.406] as const;
const SPREAD = [0.229, 0.224, 0.225] as const;

/** Planar floats [3, height, width], each colour less its mean over its spread. */
export function imageNetPlanes({ width, height, data }: Rgb): Float32Array<ArrayBuffer> {
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (let c = 0; c < 3; c++) {
    const of = Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - MEAN[c]) / SPREAD[c]);
    for (let i = 0, from = c, to = c * size; i < size; i++, from += 3) planes[to++] = of[data[from]];
  }
  return planes;
}
