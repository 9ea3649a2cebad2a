// Canny's edges as OpenCV finds them, pixel for pixel: Sobel 3x3, |dx| + |dy|, thinning across the gradient, hysteresis. Pure.
import type { Rgb } from '../../image/types.ts';
import { type Gradient, gradientRows } from './gradient.ts';

/** Marks in the map, which has a border of one pixel of NONE. */
const NONE = 0;
const WEAK = 1;
const EDGE = 2;

/** tan(22.5 degrees) with 15 fractional bits. */
const TAN_22 = 13573;

/** 1 where an edge is, else 0. A local maximum above `high` is an edge, and so is one above `low` that touches an edge. */
export function cannyEdges(image: Rgb, low: number, high: number): Uint8Array {
  const { width, height } = image;
  const stride = width + 2;
  const map = new Uint8Array(stride * (height + 2));
  const edges = stack();
  const next = gradientRows(image);
  const none = { dx: new Int16Array(width), dy: new Int16Array(width), size: new Int16Array(width + 2) };
  let before: Gradient = none;
  let here = next();
  for (let y = 0; y < height; y++) {
    const after = y + 1 < height ? next() : none;
    thinRow(before, here, after, { low, high, map, at: (y + 1) * stride + 1, edges });
    before = here;
    here = after;
  }
  follow(map, stride, edges);
  const out = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, at = (y + 1) * stride + 1; x < width; x++) out[to++] = map[at++] >> 1;
  }
  return out;
}

interface Marks {
  readonly low: number;
  readonly high: number;
  readonly map: Uint8Array;
  /** Where the row's first pixel is in the map. */
  readonly at: number;
  readonly edges: Stack;
}

/** Marks the row's pixels that no neighbour across the edge outdoes. `size[x + 1]` is pixel x. */
function thinRow(before: Gradient, { dx, dy, size }: Gradient, after: Gradient, marks: Marks): void {
  const { low, high, map, at, edges } = marks;
  const above = before.size;
  const below = after.size;
  const width = dx.length;
  for (let x = 0; x < width; x++) {
    const m = size[x + 1];
    if (m <= low) continue;
    const xs = dx[x];
    const ys = dy[x];
    const ax = xs < 0 ? -xs : xs;
    const ay = (ys < 0 ? -ys : ys) << 15;
    const tan22 = ax * TAN_22;
    let top: boolean;
    if (ay < tan22) {
      top = m > size[x] && m >= size[x + 2];
    } else if (ay > tan22 + (ax << 16)) {
      // Steeper than 67.5 degrees, whose tangent is that of 22.5 plus 2.
      top = m > above[x + 1] && m >= below[x + 1];
    } else if ((xs ^ ys) < 0) {
      top = m > above[x + 2] && m > below[x];
    } else {
      top = m > above[x] && m > below[x + 2];
    }
    if (!top) continue;
    if (m > high) {
      map[at + x] = EDGE;
      edges.push(at + x);
    } else {
      map[at + x] = WEAK;
    }
  }
}

/** Turns what is weak and touches an edge, by a side or a corner, into an edge. */
function follow(map: Uint8Array, stride: number, edges: Stack): void {
  const around = [-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1];
  for (let at = edges.pop(); at !== NONE; at = edges.pop()) {
    for (let i = 0; i < 8; i++) {
      const neighbour = at + around[i];
      if (map[neighbour] !== WEAK) continue;
      map[neighbour] = EDGE;
      edges.push(neighbour);
    }
  }
}

interface Stack {
  push: (value: number) => void;
  /** 0 when it is empty; 0 lies in the map's border and is never pushed. */
  pop: () => number;
}

function stack(): Stack {
  let values = new Int32Array(4096);
  let size = 0;
  return {
    push(value) {
      if (size === values.length) {
        const larger = new Int32Array(2 * size);
        larger.set(values);
        values = larger;
      }
      values[size++] = value;
    },
    pop: () => (size > 0 ? values[--size] : 0),
  };
}
