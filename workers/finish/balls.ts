// Regions of line art: trapped balls (Zhang, Chen, Zhang, Hu, Vectorizing Cartoon Animations, 2009), all sizes at once. Pure.
//
// A ball of radius r can roll from one cell to another just where both lie in one component of {distance to ink > r}. So
// cells are flooded from the farthest on (a watershed); where two floods meet, the distance is the radius of the largest
// ball that passes between them, and nothing but two numbers decides whether the passage is a gap: that radius, and the
// radius of the largest ball that is trapped behind it. Corners and bends have no ball much larger than their passage.
import { squaredDistances } from './distance.ts';
import type { Labels, Plane } from './types.ts';

/** From this coverage on a cell is ink. */
export const INKED = 100;
/** A passage parts what lies behind it if the ball there is so much larger, as a factor and in cells. */
const LARGER = 1.4;
const LARGER_BY = 1.2;
/** The rim counts as what is nearest if it is farther by no more than this. */
const NEARLY = 1.5;
/** Steps of the flood in a cell's width. */
const FINE = 4;

/** Where two regions meet with no ink between. */
export interface Passage {
  readonly a: number;
  readonly b: number;
  /** Of the largest ball that passes, in cells. */
  readonly radius: number;
}

export interface Trapped {
  readonly labels: Labels;
  /** Of each cell to the nearest ink or the outside; 0 for ink. */
  readonly distance: Float32Array;
  readonly passages: readonly Passage[];
}

export interface BallOptions {
  /** Passages wider than this part nothing, in cells; along the rim, where nobody drew a line, those wider than `gap`. */
  readonly widest: number;
  readonly gap: number;
  /** Regions that hold no ball of this radius are specks, in cells: their neighbours take them. */
  readonly speck: number;
}

/** Every cell's region; ink belongs to the region that is nearest. Without any free cell there is one region. */
export function trappedBalls(ink: Plane, options: BallOptions): Trapped {
  const { width, height } = ink;
  const { distance, byRim } = distances(ink);
  const flood = flooded({ distance, byRim, width, height }, options);
  const names = new Int32Array(flood.parent.length).fill(-1);
  let count = 0;
  const named = Int32Array.from(flood.parent, (_, i) => {
    const top = find(flood.parent, i);
    if (names[top] < 0 && flood.peak[top] >= options.speck) names[top] = count++;
    return names[top];
  });
  const data = new Int32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, at = (y + 1) * (width + 2) + 1; x < width; x++, i++, at++) {
      const owner = flood.owner[at];
      data[i] = owner < 0 ? -1 : named[owner];
    }
  }
  grow(data, width, height);
  const passages = passagesOf(flood, names);
  return { labels: { width, height, data, count: Math.max(1, count) }, distance, passages };
}

interface Distances {
  /** Of each cell to the nearest ink or the outside; 0 for ink. */
  readonly distance: Float32Array;
  /** Whether that is the outside, or nearly. */
  readonly byRim: Uint8Array;
}

function distances(ink: Plane): Distances {
  const { width, height } = ink;
  const inked = new Uint8Array(ink.data.length);
  for (let i = 0; i < inked.length; i++) inked[i] = Number(ink.data[i] >= INKED);
  const squares = squaredDistances(inked, width, height);
  const out = new Float32Array(squares.length);
  const byRim = new Uint8Array(squares.length);
  for (let y = 0, i = 0; y < height; y++) {
    const rim = Math.min(y + 1, height - y);
    for (let x = 0; x < width; x++, i++) {
      const [toInk, toRim] = [Math.sqrt(squares[i]), Math.min(x + 1, width - x, rim)];
      out[i] = Math.min(toInk, toRim);
      byRim[i] = Number(toRim <= toInk + NEARLY);
    }
  }
  return { distance: out, byRim };
}

/** Cells lie in a frame that is one cell wide, so that every cell has four neighbours. */
interface Flood {
  /** Of each cell; -1 for ink and the frame. */
  readonly owner: Int32Array;
  readonly parent: number[];
  /** Radius of the largest ball, of each root. */
  readonly peak: number[];
  /** Of pairs that were kept apart: `a * 2^26 + b` to the radius between them. */
  readonly apart: Map<number, number>;
}

const PAIR = 2 ** 26;

function flooded(
  { distance, byRim, width, height }: Distances & { width: number; height: number },
  { widest, gap }: BallOptions,
): Flood {
  const stride = width + 2;
  const framed = new Float32Array(stride * (height + 2));
  const rims = new Uint8Array(framed.length);
  for (let y = 0; y < height; y++) {
    framed.set(distance.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1);
    rims.set(byRim.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1);
  }
  const owner = new Int32Array(framed.length).fill(-1);
  const flood: Flood = { owner, parent: [], peak: [], apart: new Map() };
  const around = Int32Array.of(-1, 1, -stride, stride);
  for (const cell of farthestFirst(framed)) {
    let best = 0;
    for (let k = 0; k < 4; k++) {
      const next = cell + around[k];
      if (owner[next] >= 0 && framed[next] > framed[best]) best = next;
    }
    if (best === 0) {
      owner[cell] = flood.parent.length;
      flood.parent.push(owner[cell]);
      flood.peak.push(framed[cell]);
      continue;
    }
    const mine = owner[best];
    owner[cell] = mine;
    for (let k = 0; k < 4; k++) {
      const theirs = owner[cell + around[k]];
      if (theirs >= 0 && theirs !== mine) meet(flood, mine, theirs, framed[cell], rims[cell] ? gap : widest);
    }
  }
  return flood;
}

/** Two floods meet: they become one, or a passage stays between them. */
function meet(flood: Flood, first: number, second: number, radius: number, widest: number): void {
  const { parent, peak, apart } = flood;
  const [one, two] = [find(parent, first), find(parent, second)];
  if (one === two) return;
  const [a, b] = peak[one] > peak[two] || (peak[one] === peak[two] && one < two) ? [one, two] : [two, one];
  const key = a * PAIR + b;
  if (apart.has(key)) return;
  const parted = 2 * radius <= widest && peak[b] >= LARGER * radius && peak[b] >= radius + LARGER_BY;
  if (parted) apart.set(key, radius);
  else parent[b] = a;
}

/** Free cells, the farthest from ink first. */
function farthestFirst(distance: Float32Array): Int32Array {
  let most = 0;
  let free = 0;
  for (const value of distance) {
    if (value > most) most = value;
    if (value > 0) free++;
  }
  const steps = Math.ceil(most * FINE) + 1;
  const ends = new Int32Array(steps + 1);
  const step = (value: number): number => steps - 1 - Math.floor(value * FINE);
  for (const value of distance) if (value > 0) ends[step(value) + 1]++;
  for (let i = 1; i <= steps; i++) ends[i] += ends[i - 1];
  const out = new Int32Array(free);
  for (let i = 0; i < distance.length; i++) if (distance[i] > 0) out[ends[step(distance[i])]++] = i;
  return out;
}

function find(parent: number[], of: number): number {
  let at = of;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

/** Regions take the cells that have none, ring by ring. */
function grow(data: Int32Array, width: number, height: number): void {
  const queue = new Int32Array(data.length);
  let [head, tail] = [0, 0];
  for (let i = 0; i < data.length; i++) if (data[i] >= 0) queue[tail++] = i;
  if (tail === 0) data.fill(0);
  while (head < tail) {
    const cell = queue[head++];
    const x = cell % width;
    const take = (next: number): void => {
      if (data[next] >= 0) return;
      data[next] = data[cell];
      queue[tail++] = next;
    };
    if (x > 0) take(cell - 1);
    if (x < width - 1) take(cell + 1);
    if (cell >= width) take(cell - width);
    if (cell < width * (height - 1)) take(cell + width);
  }
}

function passagesOf({ parent, apart }: Flood, names: Int32Array): Passage[] {
  const widest = new Map<number, Passage>();
  for (const [key, radius] of apart) {
    const [one, two] = [Math.floor(key / PAIR), key % PAIR].map((id) => names[find(parent, id)]);
    if (one === two || one < 0 || two < 0) continue;
    const [a, b] = [Math.min(one, two), Math.max(one, two)];
    if ((widest.get(a * PAIR + b)?.radius ?? 0) < radius) widest.set(a * PAIR + b, { a, b, radius });
  }
  return [...widest.values()];
}
