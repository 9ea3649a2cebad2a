// Straight lines as M-LSD's map shows them, found by the classical detector LSD: white, one pixel wide, on black.
import { greyOf } from '../../image/grey.ts';
import { line } from '../openpose/raster.ts';
import type { Run } from '../types.ts';
import { lineSegments } from './segments.ts';

const WHITE = [255, 255, 255] as const;

export const run: Run = (image, { length, score }) => {
  const { width, height } = image;
  const map = { width, height, data: new Uint8Array(image.data.length) };
  for (const { x1, y1, x2, y2 } of lineSegments(greyOf(image), width, height, score)) {
    if (Math.hypot(x2 - x1, y2 - y1) < length) continue;
    line(map, [Math.trunc(x1), Math.trunc(y1)], [Math.trunc(x2), Math.trunc(y2)], WHITE);
  }
  return map;
};
