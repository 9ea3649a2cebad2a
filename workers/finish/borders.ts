// The borders of a label map as curves: each is fitted once, so that both neighbours have the same. Pure.
import { type Curve, fitted } from './curves.ts';
import { type Edge, edgesOf, OUTSIDE } from './edges.ts';
import { loopData, precisionFor } from './pathData.ts';
import type { Labels } from './types.ts';

/** How far a curve may lie from the border between cells, in cells: under a line nobody sees more. */
const TOLERANCE = 0.7;
const SMOOTHED = 2;

export interface Border extends Edge {
  /** In units of the picture. */
  readonly curve: Curve;
}

/** `unit`: units of the picture in a cell. */
export function bordersOf(labels: Labels, unit: number): readonly Border[] {
  return edgesOf(labels).map((edge) => ({ ...edge, curve: curveOf(edge, unit) }));
}

function curveOf(edge: Edge, unit: number): Curve {
  const { points } = edge;
  const rim = edge.left === OUTSIDE || edge.right === OUTSIDE;
  const line = rim ? [points[0], points[1], ...points.slice(-2)] : smoothed(middles(points, edge.closed), edge.closed);
  return fitted(line, TOLERANCE, edge.closed).map((each) => each * unit);
}

/** The middles of the steps, which make a slope of stairs; an open line keeps its ends. */
export function middles(points: ArrayLike<number>, closed: boolean): Float64Array {
  const steps = (points.length >> 1) - 1;
  const ends = closed ? 1 : 2;
  const out = new Float64Array(2 * (steps + ends));
  const first = closed ? 0 : 1;
  for (let i = 0; i < 2 * steps; i++) out[2 * first + i] = (points[i] + points[i + 2]) / 2;
  if (closed) out.copyWithin(2 * steps, 0, 2);
  else {
    out.set([points[0], points[1]], 0);
    out.set([points[2 * steps], points[2 * steps + 1]], 2 * (steps + 1));
  }
  return out;
}

/** A few rounds of 1 2 1. */
export function smoothed(points: Float64Array, closed: boolean, rounds = SMOOTHED): Float64Array {
  let from = points;
  const last = points.length - 2;
  if (last < 4) return points;
  for (let round = 0; round < rounds; round++) {
    const to = from.slice();
    for (let i = 2; i < last; i++) to[i] = (from[i - 2] + 2 * from[i] + from[i + 2]) / 4;
    if (closed) {
      for (const axis of [0, 1])
        to[axis] = to[last + axis] = (from[last - 2 + axis] + 2 * from[axis] + from[2 + axis]) / 4;
    }
    from = to;
  }
  return from;
}

/** The outline of the regions for which `inside` holds, together, as closed path data (even-odd). */
export function outlineOf(borders: readonly Border[], inside: (region: number) => boolean, width: number): string {
  const starts = new Map<number, Piece[]>();
  const loops: Curve[][] = [];
  for (const border of borders) {
    const [left, right] = [
      border.left !== OUTSIDE && inside(border.left),
      border.right !== OUTSIDE && inside(border.right),
    ];
    if (left === right) continue;
    const piece = left ? { curve: border.curve, from: border.from, to: border.to } : reversed(border);
    if (border.closed) loops.push([piece.curve]);
    else starts.set(piece.from, [...(starts.get(piece.from) ?? []), piece]);
  }
  for (const [start, pieces] of starts) while (pieces.length > 0) loops.push(chained(starts, start));
  return loops.map((loop) => loopData(loop, precisionFor(width))).join('');
}

interface Piece {
  readonly curve: Curve;
  readonly from: number;
  readonly to: number;
}

/** Takes a loop out of the pieces. */
function chained(starts: Map<number, Piece[]>, start: number): Curve[] {
  const loop: Curve[] = [];
  let at = start;
  do {
    const piece = starts.get(at)?.pop();
    if (!piece) break;
    loop.push(piece.curve);
    at = piece.to;
  } while (at !== start);
  return loop;
}

function reversed({ curve, from, to }: Border): Piece {
  const backwards: number[] = [];
  for (let i = curve.length - 2; i >= 0; i -= 2) backwards.push(curve[i], curve[i + 1]);
  return { curve: backwards, from: to, to: from };
}
