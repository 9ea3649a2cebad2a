// Where something lies on the paper: a box that is turned around its middle; and what hands do to it. Pure.
import type { XY } from './items.ts';
import { type Matrix, inverse, through, times } from './matrix.ts';

/** In paper units; the angle in degrees, clockwise. */
export interface Place {
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** 1 is right or below, -1 left or above. */
export type Corner = readonly [x: 1 | -1, y: 1 | -1];

export const CORNERS: readonly Corner[] = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];

/** Nothing is made smaller than this by hand, so that it can be found again; nor larger. */
const LEAST = 16;
const MOST = 8192;
/** So near to a right angle, in degrees, it snaps to it. */
const SNAP = 2;

/** As large as the paper holds, in its middle. */
export function fitted({ width, height }: Size, paper: Size): Place {
  const scale = Math.min(paper.width / width, paper.height / height);
  return { x: 0, y: 0, width: width * scale, height: height * scale, angle: 0 };
}

export function cornerAt(place: Place, [sx, sy]: Corner): XY {
  return through(axes(place), [(sx * place.width) / 2, (sy * place.height) / 2]);
}

export function holds(place: Place, at: XY): boolean {
  const [x, y] = through(inverse(axes(place)), at);
  return Math.abs(x) <= place.width / 2 && Math.abs(y) <= place.height / 2;
}

/** What brings everything at one place to the other. */
export function between(from: Place, to: Place): Matrix {
  const scale: Matrix = [to.width / from.width, 0, 0, to.height / from.height, 0, 0];
  return times(times(axes(to), scale), inverse(axes(from)));
}

export function shifted(place: Place, [dx, dy]: XY): Place {
  return { ...place, x: clamp(place.x + dx, -MOST / 2, MOST / 2), y: clamp(place.y + dy, -MOST / 2, MOST / 2) };
}

/** One corner is dragged to a point, the opposite one stays. `free`: the sides change each by itself. */
export function stretched(place: Place, [sx, sy]: Corner, to: XY, free: boolean): Place {
  const still = cornerAt(place, [-sx as 1 | -1, -sy as 1 | -1]);
  const { width, height, angle } = place;
  const [dx, dy] = through(inverse(axes({ ...place, x: still[0], y: still[1] })), to);
  const along = (dx * sx * width + dy * sy * height) / (width * width + height * height);
  const size = free ? { width: clamp(dx * sx, LEAST, MOST), height: clamp(dy * sy, LEAST, MOST) } : sized(place, along);
  const middle = axes({ x: still[0], y: still[1], ...size, angle });
  const [x, y] = through(middle, [(sx * size.width) / 2, (sy * size.height) / 2]);
  return { x, y, ...size, angle };
}

/** Turned around its middle by so many degrees. */
export function turned(place: Place, degrees: number): Place {
  return { ...place, angle: wrapped(place.angle + degrees) };
}

/** Turned to the next right angle where that is near. `even`: to a multiple of 15 degrees. */
export function snapped(place: Place, even = false): Place {
  const { angle } = place;
  const right = Math.round(angle / 90) * 90;
  const kept = even ? Math.round(angle / 15) * 15 : Math.abs(angle - right) < SNAP ? right : angle;
  return { ...place, angle: wrapped(kept) };
}

/** Two fingers went from two points to two others. */
export function pinched(place: Place, [p, q]: readonly [XY, XY], [r, s]: readonly [XY, XY]): Place {
  const [was, is] = [
    [q[0] - p[0], q[1] - p[1]],
    [s[0] - r[0], s[1] - r[1]],
  ] as const;
  const size = sized(place, Math.hypot(...is) / Math.max(1, Math.hypot(...was)));
  const degrees = wrapped(((Math.atan2(is[1], is[0]) - Math.atan2(was[1], was[0])) * 180) / Math.PI);
  const { angle } = snapped(turned(place, degrees));
  // The middle stays where it is between the fingers.
  const from = axes({ ...place, x: (p[0] + q[0]) / 2, y: (p[1] + q[1]) / 2 });
  const [dx, dy] = through(inverse(from), [place.x, place.y]);
  const scale = size.width / place.width;
  const to = axes({ ...size, x: (r[0] + s[0]) / 2, y: (r[1] + s[1]) / 2, angle });
  const [x, y] = through(to, [dx * scale, dy * scale]);
  return { x, y, ...size, angle };
}

/** The box around points, each with so much around it; null around none. */
export function around(points: Iterable<readonly [point: XY, margin: number]>): Place | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [[x, y], margin] of points) {
    [left, top] = [Math.min(left, x - margin), Math.min(top, y - margin)];
    [right, bottom] = [Math.max(right, x + margin), Math.max(bottom, y + margin)];
  }
  if (left > right) return null;
  const [width, height] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width, height, angle: 0 };
}

/** From the place's own axes, its middle the origin, to the paper. */
function axes({ x, y, angle }: Place): Matrix {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [cos, sin, -sin, cos, x, y];
}

/** Larger by a factor, within reason; the sides keep their ratio. */
function sized({ width, height }: Size, factor: number): Size {
  const least = LEAST / Math.min(width, height);
  const most = MOST / Math.max(width, height);
  const fit = clamp(factor, Math.min(least, 1), Math.max(most, 1));
  return { width: width * fit, height: height * fit };
}

function wrapped(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
