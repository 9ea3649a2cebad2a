// How the paper lies under the window that shows it: zoom, place and turn. Pure. `at` and `size` are in CSS pixels of the
// window, from its top left; at zoom 1 the paper fills the window.
import type { XY } from './items.ts';
import { inverse, type Matrix, through } from './matrix.ts';

export interface View {
  readonly zoom: number;
  /** The paper's point in the window's middle, in paper units. */
  readonly x: number;
  readonly y: number;
  /** Clockwise, in radians. */
  readonly angle: number;
}

/** The window's size and the paper's width in paper units. */
export interface Window {
  readonly width: number;
  readonly height: number;
  readonly paperWidth: number;
}

export const FIT: View = { zoom: 1, x: 0, y: 0, angle: 0 };
export const ZOOM_RANGE = { min: 0.5, max: 16 } as const;
/** So near to a right angle, in radians, the paper snaps to it. */
const SNAP = 0.09;

/** From paper units to the window's pixels, times `density`, for a canvas. */
export function matrixOf({ zoom, x, y, angle }: View, { width, height, paperWidth }: Window, density = 1): Matrix {
  const scale = ((width * zoom) / paperWidth) * density;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const [e, f] = [(width / 2) * density - cos * x + sin * y, (height / 2) * density - sin * x - cos * y];
  return [cos, sin, -sin, cos, e, f];
}

export function toWindow(view: View, window: Window, at: XY): XY {
  return through(matrixOf(view, window), at);
}

export function toPaper(view: View, window: Window, at: XY): XY {
  return through(inverse(matrixOf(view, window)), at);
}

/** Zoomed by `factor`; the paper's point at `at` stays under it. */
export function zoomedAt(view: View, window: Window, factor: number, at: XY): View {
  const zoom = clamp(view.zoom * factor, ZOOM_RANGE.min, ZOOM_RANGE.max);
  return held({ ...view, zoom }, window, toPaper(view, window, at), at);
}

/** The paper moved along with a hand that went from one place to another. */
export function dragged(view: View, window: Window, from: XY, to: XY): View {
  return held(view, window, toPaper(view, window, from), to);
}

/** The view after two fingers went from two places to two others, having begun at `view`. `turn`: they may turn it. */
export function pinched(
  view: View,
  window: Window,
  from: readonly [XY, XY],
  to: readonly [XY, XY],
  turn: boolean,
): View {
  const [p, q] = from;
  const [r, s] = to;
  const factor = Math.hypot(s[0] - r[0], s[1] - r[1]) / Math.max(1, Math.hypot(q[0] - p[0], q[1] - p[1]));
  const zoom = clamp(view.zoom * factor, ZOOM_RANGE.min, ZOOM_RANGE.max);
  const angle = turn ? snapped(view.angle + twist(from, to)) : view.angle;
  const middle = toPaper(view, window, [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]);
  return held({ ...view, zoom, angle }, window, middle, [(r[0] + s[0]) / 2, (r[1] + s[1]) / 2]);
}

/** How far two fingers turned, in radians, -pi...pi. */
export function twist([p, q]: readonly [XY, XY], [r, s]: readonly [XY, XY]): number {
  return wrapped(Math.atan2(s[1] - r[1], s[0] - r[0]) - Math.atan2(q[1] - p[1], q[0] - p[0]));
}

/** A part `share` of the way from one view to another. */
export function between(from: View, to: View, share: number): View {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  const angle = from.angle + wrapped(to.angle - from.angle) * share;
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  return { zoom, x: mix(from.x, to.x), y: mix(from.y, to.y), angle };
}

/** True when nobody could tell the two apart. */
export function isNear(a: View, b: View): boolean {
  const far = Math.hypot(a.x - b.x, a.y - b.y) * a.zoom;
  return far < 0.3 && Math.abs(a.zoom / b.zoom - 1) < 0.002 && Math.abs(wrapped(a.angle - b.angle)) < 0.002;
}

/** The view in which the paper's `point` lies at `at`; the window's middle stays on the paper. */
function held(view: View, window: Window, point: XY, at: XY): View {
  const [x, y] = toPaper(view, window, at);
  const [limitX, limitY] = [window.paperWidth / 2, (window.paperWidth * window.height) / window.width / 2];
  return {
    ...view,
    x: clamp(view.x + point[0] - x, -limitX, limitX),
    y: clamp(view.y + point[1] - y, -limitY, limitY),
  };
}

function snapped(angle: number): number {
  const right = Math.round(angle / (Math.PI / 2)) * (Math.PI / 2);
  return wrapped(Math.abs(angle - right) < SNAP ? right : angle);
}

function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
