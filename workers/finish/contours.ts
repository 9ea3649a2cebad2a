// Lines of a grey map as outlines between its pixels: marching squares at half coverage. Pure.
import type { Plane } from './types.ts';

const LEVEL = 127.5;

/** Closed loops (x, y in turns, in pixels, the first point not repeated) with ink always on the same hand of the way: non-zero fills them. */
export function contoursOf(plane: Plane): readonly Float64Array[] {
  const walker = new Walker(plane);
  const loops: Float64Array[] = [];
  for (let y = 0; y <= plane.height; y++) {
    for (let x = 0; x <= plane.width; x++) {
      while (walker.begins(x, y)) loops.push(walker.loop(x, y));
    }
  }
  return loops;
}

/**
 * Squares lie between the middles of four pixels: square (x, y) has pixel (x, y) at its lower right. A contour enters and
 * leaves through sides: 0 top, 1 right, 2 bottom, 3 left.
 */
class Walker {
  private readonly plane: Plane;
  /** Bits of the sides through which a contour enters a square, not walked yet. */
  private readonly entries: Uint8Array;
  private readonly stride: number;

  constructor(plane: Plane) {
    this.plane = plane;
    this.stride = plane.width + 1;
    this.entries = entriesOf(plane);
  }

  begins(x: number, y: number): boolean {
    return this.entries[y * this.stride + x] !== 0;
  }

  loop(startX: number, startY: number): Float64Array {
    let [x, y] = [startX, startY];
    const points: number[] = [];
    let entry = 31 - Math.clz32(this.entries[y * this.stride + x]);
    for (;;) {
      const at = y * this.stride + x;
      if (((this.entries[at] >> entry) & 1) === 0) break;
      this.entries[at] &= ~(1 << entry);
      const way = WAYS[this.inside(x, y)].find(([from]) => from === entry);
      if (!way) break;
      points.push(...this.crossing(x, y, entry));
      const exit = way[1];
      x += exit === 1 ? 1 : exit === 3 ? -1 : 0;
      y += exit === 2 ? 1 : exit === 0 ? -1 : 0;
      entry = exit ^ 2;
    }
    return Float64Array.from(points);
  }

  /** Which corners are ink: 1 upper left, 2 upper right, 4 lower right, 8 lower left. */
  private inside(x: number, y: number): number {
    return (
      Number(this.value(x - 1, y - 1) > LEVEL) |
      (Number(this.value(x, y - 1) > LEVEL) << 1) |
      (Number(this.value(x, y) > LEVEL) << 2) |
      (Number(this.value(x - 1, y) > LEVEL) << 3)
    );
  }

  private crossing(x: number, y: number, side: number): readonly [number, number] {
    const between = (a: number, b: number): number => (LEVEL - a) / (b - a);
    const [a, b, c, d] = [this.value(x - 1, y - 1), this.value(x, y - 1), this.value(x, y), this.value(x - 1, y)];
    const [left, top] = [x - 0.5, y - 0.5];
    if (side === 0) return [left + between(a, b), top];
    if (side === 1) return [left + 1, top + between(b, c)];
    if (side === 2) return [left + between(d, c), top + 1];
    return [left, top + between(a, d)];
  }

  private value(x: number, y: number): number {
    const { width, height, data } = this.plane;
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : data[y * width + x];
  }
}

function entriesOf({ width, height, data }: Plane): Uint8Array {
  const entries = new Uint8Array((width + 1) * (height + 1));
  for (let y = 0, to = 0; y <= height; y++) {
    // The corners of a square, clockwise from the upper left; the left ones are the right ones of the square before.
    let [a, d] = [0, 0];
    for (let x = 0; x <= width; x++, to++) {
      const b = y > 0 && x < width && data[(y - 1) * width + x] > LEVEL ? 1 : 0;
      const c = y < height && x < width && data[y * width + x] > LEVEL ? 1 : 0;
      entries[to] = ENTRIES[a | (b << 1) | (c << 2) | (d << 3)];
      [a, d] = [b, c];
    }
  }
  return entries;
}

type Way = readonly [entry: number, exit: number];

/** By the corners that are ink (1, 2, 4, 8 clockwise from the upper left); at saddles ink holds together, as thin slanting lines need. */
const WAYS: readonly (readonly Way[])[] = [
  [],
  [[0, 3]],
  [[1, 0]],
  [[1, 3]],
  [[2, 1]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 0]],
  [[2, 3]],
  [[3, 2]],
  [[0, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[1, 2]],
  [[3, 1]],
  [[0, 1]],
  [[3, 0]],
  [],
];

const ENTRIES = Uint8Array.from(WAYS, (ways) => ways.reduce((bits, [entry]) => bits | (1 << entry), 0));
