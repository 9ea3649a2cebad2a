// A region's colour from what a model painted there: robust, constant or along a line. Pure.
//
// Fitted in Oklab: its distances are those that the eye sees, so that "the half that agrees" means the half that looks the
// same, and a plane through lightness, a and b is a gradient without a muddy middle. Least trimmed squares (Rousseeuw,
// Van Driessen, Computing LTS Regression for Large Data Sets, 2006): colours that ran in from beside count for nothing
// instead of little.
import { difference, type Lab } from './oklab.ts';

/** What was seen in a region: for each place x, y (in units of the picture), L, a, b. */
export interface Sight {
  readonly count: number;
  readonly values: Float64Array;
}

export const STRIDE = 5;

export interface Gradient {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly start: Lab;
  readonly end: Lab;
}

export interface Fit {
  readonly colour: Lab;
  readonly gradient: Gradient | null;
  /** Root mean square distance of the half that agrees best. */
  readonly spread: number;
}

const CANDIDATES = 24;
const KEPT = 0.6;
const ROUNDS = 3;
/** Nearer than this nothing is left out: it may be the other end of a gradient. */
const ALIKE = 0.03;
/** A gradient must run so far, and leave so little of the variance. */
const LEAST_RUN = 0.05;
const LEFT_OVER = 0.45;

/** All that was seen in several regions. */
export function joined(sights: readonly Sight[]): Sight {
  const values = new Float64Array(sights.reduce((sum, each) => sum + each.values.length, 0));
  let at = 0;
  for (const each of sights) {
    values.set(each.values, at);
    at += each.values.length;
  }
  return { count: values.length / STRIDE, values };
}

export function fitOf(sight: Sight): Fit {
  if (sight.count === 0) return { colour: [1, 0, 0], gradient: null, spread: 0 };
  const flat = constant(sight);
  const gradient = sight.count >= 24 ? gradientOf(sight, flat) : null;
  return { colour: flat.colour, gradient, spread: flat.spread };
}

interface Constant {
  readonly colour: Lab;
  readonly spread: number;
}

/** The middle of the densest part. */
function constant({ count, values }: Sight): Constant {
  let colour = densest(count, values);
  let spread = 0;
  const off = new Float64Array(count);
  const kept = Math.max(1, Math.ceil(KEPT * count));
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < count; i++) off[i] = squareOff(values, i, colour);
    const limit = smallest(off, kept);
    let [n, l, a, b, sum] = [0, 0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      if (off[i] > limit) continue;
      n++;
      l += values[STRIDE * i + 2];
      a += values[STRIDE * i + 3];
      b += values[STRIDE * i + 4];
      sum += off[i];
    }
    colour = [l / n, a / n, b / n];
    spread = Math.sqrt(sum / n);
  }
  return { colour, spread };
}

/** Of some of the samples the one with the nearest half. */
function densest(count: number, values: Float64Array): Lab {
  const stride = Math.max(1, Math.floor(count / 120));
  const few = Math.ceil(count / stride);
  const off = new Float64Array(few);
  let best: Lab = [values[2], values[3], values[4]];
  let least = Infinity;
  for (let k = 0; k < Math.min(CANDIDATES, count); k++) {
    const i = Math.floor(((k + 0.5) * count) / Math.min(CANDIDATES, count));
    const candidate: Lab = [values[STRIDE * i + 2], values[STRIDE * i + 3], values[STRIDE * i + 4]];
    for (let j = 0; j < few; j++) off[j] = squareOff(values, j * stride, candidate);
    const radius = smallest(off, Math.ceil(few / 2));
    if (radius < least) [best, least] = [candidate, radius];
  }
  return best;
}

function squareOff(values: Float64Array, i: number, colour: Lab): number {
  const [l, a, b] = [
    values[STRIDE * i + 2] - colour[0],
    values[STRIDE * i + 3] - colour[1],
    values[STRIDE * i + 4] - colour[2],
  ];
  return l * l + a * a + b * b;
}

/** The value that `count` of them do not exceed: Hoare's selection (Algorithm 65, 1961), which sorting all would take three times as long as. */
function smallest(values: Float64Array, count: number): number {
  const all = values.slice();
  const wanted = Math.min(all.length, count) - 1;
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const pivot = all[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (all[i] < pivot) i++;
      while (all[j] > pivot) j--;
      if (i > j) break;
      const value = all[i];
      all[i++] = all[j];
      all[j--] = value;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return all[wanted];
}

/** Three channels as planes over x, y around the middle. */
interface Plane {
  readonly middle: readonly [number, number];
  readonly colour: Lab;
  /** Slopes along x and y of each channel. */
  readonly slopes: readonly (readonly [number, number])[];
}

function gradientOf(sight: Sight, flat: Constant): Gradient | null {
  const { count, values } = sight;
  const off = new Float64Array(count);
  let plane: Plane = {
    middle: [0, 0],
    colour: flat.colour,
    slopes: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  };
  const kept = Math.ceil(KEPT * count);
  let [before, after] = [0, 0];
  for (let round = 0; round <= ROUNDS; round++) {
    for (let i = 0; i < count; i++) off[i] = squareFrom(plane, values, i);
    const limit = Math.max(smallest(off, kept), ALIKE * ALIKE);
    after = meanUpTo(off, limit);
    if (round === 0) before = after;
    if (round < ROUNDS) plane = planeThrough(values, off, limit) ?? plane;
  }
  if (after > LEFT_OVER * before) return null;
  return along(plane, sight, off, Math.max(smallest(off, kept), ALIKE * ALIKE));
}

function meanUpTo(values: Float64Array, limit: number): number {
  let [n, sum] = [0, 0];
  for (const value of values) {
    if (value > limit) continue;
    n++;
    sum += value;
  }
  return sum / n;
}

function squareFrom({ middle, colour, slopes }: Plane, values: Float64Array, i: number): number {
  const [x, y] = [values[STRIDE * i] - middle[0], values[STRIDE * i + 1] - middle[1]];
  let sum = 0;
  for (let c = 0; c < 3; c++)
    sum += (colour[c] + slopes[c][0] * x + slopes[c][1] * y - values[STRIDE * i + 2 + c]) ** 2;
  return sum;
}

function planeThrough(values: Float64Array, off: Float64Array, limit: number): Plane | null {
  const means = [0, 0, 0, 0, 0];
  let n = 0;
  for (let i = 0; i < off.length; i++) {
    if (off[i] > limit) continue;
    n++;
    for (let c = 0; c < STRIDE; c++) means[c] += values[STRIDE * i + c];
  }
  for (let c = 0; c < STRIDE; c++) means[c] /= n;
  let [xx, xy, yy] = [0, 0, 0];
  const products = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < off.length; i++) {
    if (off[i] > limit) continue;
    const [x, y] = [values[STRIDE * i] - means[0], values[STRIDE * i + 1] - means[1]];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    for (let c = 0; c < 3; c++) {
      const value = values[STRIDE * i + 2 + c] - means[2 + c];
      products[2 * c] += x * value;
      products[2 * c + 1] += y * value;
    }
  }
  const determinant = xx * yy - xy * xy;
  if (determinant < 1e-6 * (xx + yy) ** 2) return null;
  const slopes = [0, 1, 2].map((c) => {
    const [px, py] = [products[2 * c], products[2 * c + 1]];
    return [(px * yy - py * xy) / determinant, (py * xx - px * xy) / determinant] as const;
  });
  return { middle: [means[0], means[1]], colour: [means[2], means[3], means[4]], slopes };
}

/** SVG's gradients run along one line: the one along which most changes; no farther than what occurs. */
function along(
  { middle, colour, slopes }: Plane,
  { count, values }: Sight,
  off: Float64Array,
  limit: number,
): Gradient | null {
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of slopes) {
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const steps: number[] = [];
  const seen: number[][] = [[], [], []];
  for (let i = 0; i < count; i++) {
    steps.push((values[STRIDE * i] - middle[0]) * ux + (values[STRIDE * i + 1] - middle[1]) * uy);
    if (off[i] <= limit) for (let c = 0; c < 3; c++) seen[c].push(values[STRIDE * i + 2 + c]);
  }
  const [low, high] = ends(steps, 0.05);
  const bounds = seen.map((channel) => ends(channel, 0.02));
  const at = (t: number): Lab => {
    const [l, a, b] = [0, 1, 2].map((c) => {
      const value = colour[c] + (slopes[c][0] * ux + slopes[c][1] * uy) * t;
      return Math.min(bounds[c][1], Math.max(bounds[c][0], value));
    });
    return [l, a, b];
  };
  const [start, end] = [at(low), at(high)];
  if (difference(start, end) < LEAST_RUN) return null;
  const point = (t: number): [number, number] => [middle[0] + ux * t, middle[1] + uy * t];
  return { from: point(low), to: point(high), start, end };
}

/** The values that a share lies below and above. */
function ends(values: readonly number[], share: number): readonly [number, number] {
  const sorted = Float64Array.from(values).sort();
  const at = Math.floor(share * (sorted.length - 1));
  return [sorted[at], sorted[sorted.length - 1 - at]];
}
