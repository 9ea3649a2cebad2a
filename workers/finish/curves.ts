// Fits Bézier curves to polylines: Schneider, An Algorithm for Automatically Fitting Digitized Curves (Graphics Gems, 1990). Pure.

/** Cubic pieces, each from where the last one ended: x0 y0, then x1 y1 x2 y2 x3 y3 a piece. */
export type Curve = readonly number[];

/** Newton steps on the parameters before a piece is cut in two. */
const REFINED = 3;
/** Beyond so many times the tolerance another parameter will not help. */
const HOPELESS = 6;
/** How far along the line a corner's two arms reach, in points, and the cosine of the turn that makes it one. */
const ARM = 4;
const SHARP = Math.cos((50 * Math.PI) / 180);

/** A curve within about `tolerance` of the points (x, y in turns), through the first and the last; sharp corners stay. */
export function fitted(points: ArrayLike<number>, tolerance: number, closed: boolean): Curve {
  const count = points.length >> 1;
  if (count < 2) return [points[0], points[1]];
  const cuts = [0, ...cornersOf(points, closed), count - 1];
  const curve: number[] = [points[0], points[1]];
  const smoothEnds = closed && cuts.length === 2 ? tangentThrough(points, count) : null;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    if (to <= from) continue;
    const start = smoothEnds ?? tangent(points, from, to);
    const end = smoothEnds ? { x: -smoothEnds.x, y: -smoothEnds.y } : tangent(points, to, from);
    fitPiece(curve, { points, tolerance: tolerance * tolerance }, { from, to, start, end });
  }
  return curve;
}

interface Vector {
  readonly x: number;
  readonly y: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly start: Vector;
  readonly end: Vector;
}

interface Task {
  readonly points: ArrayLike<number>;
  /** Squared. */
  readonly tolerance: number;
}

/** Points at which the line turns sharply. */
function cornersOf(points: ArrayLike<number>, closed: boolean): number[] {
  const count = points.length >> 1;
  const corners: number[] = [];
  let best = -1;
  let bestCos = SHARP;
  for (let i = ARM; i < count - ARM; i++) {
    const cos = cosAt(points, i);
    if (cos < bestCos) [best, bestCos] = [i, cos];
    if (best >= 0 && (i - best >= ARM || i === count - ARM - 1)) {
      corners.push(best);
      [best, bestCos] = [-1, SHARP];
    }
  }
  return closed && count < 4 * ARM ? [] : corners;
}

/** Of the angle by which the line turns at a point. */
function cosAt(points: ArrayLike<number>, i: number): number {
  const [ax, ay] = [points[2 * i] - points[2 * (i - ARM)], points[2 * i + 1] - points[2 * (i - ARM) + 1]];
  const [bx, by] = [points[2 * (i + ARM)] - points[2 * i], points[2 * (i + ARM) + 1] - points[2 * i + 1]];
  return (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by) || 1);
}

function unit(x: number, y: number): Vector {
  const length = Math.hypot(x, y) || 1;
  return { x: x / length, y: y / length };
}

/** From a point towards another, over the few points in between. */
function tangent(points: ArrayLike<number>, at: number, towards: number): Vector {
  const reach = Math.min(3, Math.abs(towards - at));
  const to = at + Math.sign(towards - at) * reach;
  return unit(points[2 * to] - points[2 * at], points[2 * to + 1] - points[2 * at + 1]);
}

/** Of a closed line at its seam. */
function tangentThrough(points: ArrayLike<number>, count: number): Vector {
  const [after, before] = [Math.min(2, count - 1), Math.max(0, count - 3)];
  return unit(points[2 * after] - points[2 * before], points[2 * after + 1] - points[2 * before + 1]);
}

function fitPiece(curve: number[], task: Task, span: Span): void {
  const { points } = task;
  const { from, to, start, end } = span;
  const [x0, y0, x3, y3] = [points[2 * from], points[2 * from + 1], points[2 * to], points[2 * to + 1]];
  if (to - from === 1) {
    const third = Math.hypot(x3 - x0, y3 - y0) / 3;
    curve.push(x0 + start.x * third, y0 + start.y * third, x3 + end.x * third, y3 + end.y * third, x3, y3);
    return;
  }
  const parameters = byChord(points, from, to);
  let split = from + ((to - from) >> 1);
  for (let round = 0; round <= REFINED; round++) {
    const cubic = leastSquares(points, span, parameters);
    const worst = worstOf(points, span, cubic, parameters);
    if (worst.error <= task.tolerance) {
      curve.push(...cubic.slice(2));
      return;
    }
    split = worst.at;
    if (worst.error > task.tolerance * HOPELESS ** 2) break;
    refine(points, from, cubic, parameters);
  }
  const middle = unit(
    points[2 * Math.max(from, split - 2)] - points[2 * Math.min(to, split + 2)],
    points[2 * Math.max(from, split - 2) + 1] - points[2 * Math.min(to, split + 2) + 1],
  );
  fitPiece(curve, task, { from, to: split, start, end: middle });
  fitPiece(curve, task, { from: split, to, start: { x: -middle.x, y: -middle.y }, end });
}

/** Parameters 0...1 by the length of the line. */
function byChord(points: ArrayLike<number>, from: number, to: number): Float64Array {
  const out = new Float64Array(to - from + 1);
  for (let i = from + 1; i <= to; i++) {
    const step = Math.hypot(points[2 * i] - points[2 * i - 2], points[2 * i + 1] - points[2 * i - 1]);
    out[i - from] = out[i - from - 1] + step;
  }
  const whole = out[to - from] || 1;
  return out.map((length) => length / whole);
}

/** The cubic with given ends and tangents that is nearest to the points at their parameters. */
function leastSquares(points: ArrayLike<number>, { from, to, start, end }: Span, parameters: Float64Array): number[] {
  const [x0, y0, x3, y3] = [points[2 * from], points[2 * from + 1], points[2 * to], points[2 * to + 1]];
  const between = start.x * end.x + start.y * end.y;
  let [c00, c01, c11, k0, k1] = [0, 0, 0, 0, 0];
  for (let i = from; i <= to; i++) {
    const t = parameters[i - from];
    const s = 1 - t;
    const [b1, b2] = [3 * t * s * s, 3 * t * t * s];
    const [b01, b23] = [s * s * s + b1, b2 + t * t * t];
    const [dx, dy] = [points[2 * i] - x0 * b01 - x3 * b23, points[2 * i + 1] - y0 * b01 - y3 * b23];
    c00 += b1 * b1;
    c01 += b1 * b2 * between;
    c11 += b2 * b2;
    k0 += b1 * (start.x * dx + start.y * dy);
    k1 += b2 * (end.x * dx + end.y * dy);
  }
  const determinant = c00 * c11 - c01 * c01;
  const chord = Math.hypot(x3 - x0, y3 - y0);
  let [alpha, beta] =
    Math.abs(determinant) > 1e-9 ? [(k0 * c11 - k1 * c01) / determinant, (c00 * k1 - c01 * k0) / determinant] : [0, 0];
  const least = 1e-3 * chord;
  if (!(alpha > least) || !(beta > least) || alpha + beta > 4 * chord + 8) alpha = beta = chord / 3;
  return [x0, y0, x0 + start.x * alpha, y0 + start.y * alpha, x3 + end.x * beta, y3 + end.y * beta, x3, y3];
}

function pointAt(c: readonly number[], t: number, axis: 0 | 1): number {
  const s = 1 - t;
  return s * s * s * c[axis] + 3 * s * s * t * c[2 + axis] + 3 * s * t * t * c[4 + axis] + t * t * t * c[6 + axis];
}

function worstOf(
  points: ArrayLike<number>,
  { from, to }: Span,
  cubic: readonly number[],
  parameters: Float64Array,
): { error: number; at: number } {
  let [error, at] = [0, from + ((to - from) >> 1)];
  for (let i = from + 1; i < to; i++) {
    const t = parameters[i - from];
    const off = (pointAt(cubic, t, 0) - points[2 * i]) ** 2 + (pointAt(cubic, t, 1) - points[2 * i + 1]) ** 2;
    if (off > error) [error, at] = [off, i];
  }
  return { error, at };
}

/** A Newton step of each parameter towards the foot of its point on the curve. */
function refine(points: ArrayLike<number>, from: number, c: readonly number[], parameters: Float64Array): void {
  for (let i = 1; i + 1 < parameters.length; i++) {
    const t = parameters[i];
    const s = 1 - t;
    let [first, second] = [0, 0];
    for (const axis of [0, 1] as const) {
      const [p0, p1, p2, p3] = [c[axis], c[2 + axis], c[4 + axis], c[6 + axis]];
      const d = pointAt(c, t, axis) - points[2 * (from + i) + axis];
      const d1 = 3 * (s * s * (p1 - p0) + 2 * s * t * (p2 - p1) + t * t * (p3 - p2));
      const d2 = 6 * (s * (p2 - 2 * p1 + p0) + t * (p3 - 2 * p2 + p1));
      first += d * d1;
      second += d1 * d1 + d * d2;
    }
    if (Math.abs(second) > 1e-9) parameters[i] = Math.min(1, Math.max(0, t - first / second));
  }
}
