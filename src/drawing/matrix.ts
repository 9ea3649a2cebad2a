// Plane transforms as canvases write them: x' = ax + cy + e, y' = bx + dy + f. Pure.
import type { XY } from './items.ts';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** First `second`, then `first`. */
export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

export function through([a, b, c, d, e, f]: Matrix, [x, y]: XY): XY {
  return [a * x + c * y + e, b * x + d * y + f];
}
