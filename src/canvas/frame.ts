// The window of the paper in device pixels. Pure.
import { inverse, type Matrix, times } from '../drawing/matrix.ts';
import { matrixOf, type View, type Window } from '../drawing/view.ts';

/** One state of the view: bitmaps that were painted in the same frame fit together. */
export interface Frame {
  /** Of the canvas, in device pixels. */
  readonly width: number;
  readonly height: number;
  /** In paper units. */
  readonly paper: { readonly width: number; readonly height: number };
  /** From paper units to device pixels. */
  readonly matrix: Matrix;
}

export function frameOf(view: View, window: Window, density: number): Frame {
  const { width, height, paperWidth } = window;
  return {
    width: Math.max(1, Math.round(width * density)),
    height: Math.max(1, Math.round(height * density)),
    paper: { width: paperWidth, height: (paperWidth * height) / width },
    matrix: matrixOf(view, window, density),
  };
}

export function sameFrame(a: Frame, b: Frame): boolean {
  return a.width === b.width && a.height === b.height && a.matrix.every((value, i) => value === b.matrix[i]);
}

/** What brings pixels painted in frame `from` to their place in frame `to`. */
export function transition(from: Frame, to: Frame): Matrix {
  return times(to.matrix, inverse(from.matrix));
}

/** A part of the canvas in whole device pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part that points in paper units and `around` them can touch, cut to the canvas. */
export function boxOf(
  { matrix, width, height }: Frame,
  points: Iterable<readonly [number, number, ...unknown[]]>,
  around: number,
): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const [a, b, c, d, e, f] = matrix;
  for (const [px, py] of points) {
    const [x, y] = [a * px + c * py + e, b * px + d * py + f];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  const margin = around * Math.hypot(a, b) + 2;
  const x = Math.max(0, Math.floor(left - margin));
  const y = Math.max(0, Math.floor(top - margin));
  return {
    x,
    y,
    width: Math.max(0, Math.min(width, Math.ceil(right + margin)) - x),
    height: Math.max(0, Math.min(height, Math.ceil(bottom + margin)) - y),
  };
}

/** The smallest box around both; either may be absent. */
export function united(a: Box | null, b: Box | null): Box | null {
  if (!a || !b) return a ?? b;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
