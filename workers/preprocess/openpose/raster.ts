// Filled ellipses, convex polygons and circles, pixel for pixel as OpenCV draws them without antialiasing
// (ellipse2Poly, fillConvexPoly, circle). Pure, but for the picture that they draw on.
import type { Rgb } from '../../image/types.ts';
import type { Colour } from './skeleton.ts';

export type Point = readonly [x: number, y: number];

/** OpenCV's table of sines has seven decimals, as floats. */
const sine = (degrees: number): number => Math.fround(Number(Math.sin((degrees * Math.PI) / 180).toFixed(7)));

/** cvRound: half to even. */
export function round(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The corners of an ellipse, one per degree, without repeats. `angle` is a whole number of degrees. */
export function ellipsePolygon([cx, cy]: Point, [a, b]: Point, angle: number): Point[] {
  const turn = ((angle % 360) + 360) % 360;
  const [cos, sin] = [sine(450 - turn), sine(turn)];
  const points: Point[] = [];
  for (let degrees = 0; degrees <= 360; degrees++) {
    const [x, y] = [a * sine(450 - degrees), b * sine(degrees)];
    const point: Point = [round(cx + x * cos - y * sin), round(cy + x * sin + y * cos)];
    const last = points.at(-1);
    if (last?.[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}

/** A convex polygon of whole pixels: what is between its edges, and its outline. */
export function fillConvex(image: Rgb, points: readonly Point[], colour: Colour): void {
  let before = points.at(-1);
  for (const point of points) {
    if (before) line(image, before, point, colour);
    before = point;
  }
  const corners = points.map(([x, y]) => ({ x: x * ONE, row: y }));
  if (points.length >= 3) fillBetween(image, corners, colour);
}

/** A corner of a polygon: x in 16.16 fixed point. */
export interface Corner {
  readonly x: number;
  readonly row: number;
}

export const ONE = 2 ** 16;
const HALF = ONE / 2;

/** Fills between the two chains of edges that run down from the topmost corner. */
export function fillBetween(image: Rgb, corners: readonly Corner[], colour: Colour): void {
  const rows = corners.map(({ row }) => row);
  const top = Math.min(...rows);
  const bottom = Math.min(Math.max(...rows), image.height - 1);
  const chains = [
    new Chain(corners, rows.indexOf(top), 1),
    new Chain(corners, rows.indexOf(top), corners.length - 1),
  ] as const;
  const edges = { left: corners.length };
  for (let y = top; y <= bottom; y++) {
    const xs = chains.map((chain) => chain.at(y, edges));
    // Half a pixel is added before the fraction is cut off.
    span(image, y, Math.floor((Math.min(...xs) + HALF) / ONE), Math.floor((Math.max(...xs) + HALF) / ONE), colour);
    for (const chain of chains) chain.step();
  }
}

/** One side of a convex polygon in 16.16 fixed point. */
class Chain {
  private readonly corners: readonly Corner[];
  private readonly di: number;
  private index: number;
  private end: number;
  private x = -ONE;
  private dx = 0;

  constructor(corners: readonly Corner[], start: number, di: number) {
    this.corners = corners;
    this.index = start;
    this.di = di;
    this.end = corners[start]?.row ?? 0;
  }

  /** x in row y; takes the next edge that leads below y, as long as the polygon has edges left. */
  at(y: number, edges: { left: number }): number {
    if (y < this.end) return this.x;
    let from = this.index;
    let to = (from + this.di) % this.corners.length;
    while (edges.left-- > 0) {
      const [start, end] = [this.corners[from], this.corners[to]];
      if (start && end && end.row > y) {
        const rows = end.row - y;
        this.x = start.x;
        this.dx = Math.trunc(((end.x - start.x) * 2 + rows) / (2 * rows));
        this.end = end.row;
        this.index = to;
        break;
      }
      from = to;
      to = (to + this.di) % this.corners.length;
    }
    return this.x;
  }

  step(): void {
    this.x += this.dx;
  }
}

/** Bresenham's line from left to right: `cv2.line` of thickness 1. */
export function line(image: Rgb, from: Point, to: Point, colour: Colour): void {
  const ends = clip(image, from, to);
  if (!ends) return;
  const [start, end] = ends[0][0] <= ends[1][0] ? ends : [ends[1], ends[0]];
  const width = end[0] - start[0];
  const height = Math.abs(end[1] - start[1]);
  const down = end[1] < start[1] ? -1 : 1;
  const steep = height > width;
  const [long, short] = steep ? [height, width] : [width, height];
  let [x, y] = start;
  let error = long - 2 * short;
  for (let i = 0; i <= long; i++) {
    span(image, y, x, x, colour);
    const aside = error < 0;
    error += (aside ? 2 * long : 0) - 2 * short;
    if (steep || aside) y += down;
    if (!steep || aside) x += 1;
  }
}

/** cv::clipLine: the part of a line inside the picture, its cut ends truncated to whole pixels; null when there is none. */
export function clip(
  { width, height }: Pick<Rgb, 'width' | 'height'>,
  from: Point,
  to: Point,
): readonly [Point, Point] | null {
  const [right, bottom] = [width - 1, height - 1];
  const inColumns = (x: number): number => (x < 0 ? 1 : 0) + (x > right ? 2 : 0);
  const inRows = (y: number): number => (y < 0 ? 4 : 0) + (y > bottom ? 8 : 0);
  let [x1, y1] = from;
  let [x2, y2] = to;
  let c1 = inColumns(x1) + inRows(y1);
  let c2 = inColumns(x2) + inRows(y2);
  const misses = (): boolean => (c1 & c2) !== 0;
  if (misses()) return null;
  if (c1 & 12) {
    const y = c1 < 8 ? 0 : bottom;
    x1 += Math.trunc(((y - y1) * (x2 - x1)) / (y2 - y1));
    y1 = y;
    c1 = inColumns(x1);
  }
  if (c2 & 12) {
    const y = c2 < 8 ? 0 : bottom;
    x2 += Math.trunc(((y - y2) * (x2 - x1)) / (y2 - y1));
    y2 = y;
    c2 = inColumns(x2);
  }
  if (misses()) return null;
  if (c1) {
    const x = c1 === 1 ? 0 : right;
    y1 += Math.trunc(((x - x1) * (y2 - y1)) / (x2 - x1));
    x1 = x;
  }
  if (c2) {
    const x = c2 === 1 ? 0 : right;
    y2 += Math.trunc(((x - x2) * (y2 - y1)) / (x2 - x1));
    x2 = x;
  }
  return [
    [x1, y1],
    [x2, y2],
  ];
}

/** A filled circle by the midpoint algorithm. */
export function fillCircle(image: Rgb, [cx, cy]: Point, radius: number, colour: Colour): void {
  let [dx, dy, error, plus, minus] = [radius, 0, 0, 1, 2 * radius - 1];
  while (dx >= dy) {
    for (const sign of [-1, 1]) {
      span(image, cy + sign * dy, cx - dx, cx + dx, colour);
      span(image, cy + sign * dx, cx - dy, cx + dy, colour);
    }
    dy++;
    error += plus;
    plus += 2;
    if (error > 0) {
      error -= minus;
      dx--;
      minus -= 2;
    }
  }
}

/** Pixels x1...x2 of a row, as far as they are inside the picture. */
export function span({ width, height, data }: Rgb, y: number, x1: number, x2: number, colour: Colour): void {
  if (y < 0 || y >= height) return;
  const end = Math.min(x2, width - 1);
  for (let x = Math.max(x1, 0); x <= end; x++) data.set(colour, 3 * (y * width + x));
}
