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
  /** Passages wider than this part nothing, in cells. */
  readonly widest: number;
  /** Regions that hold no ball of this radius are specks, in cells: their neighbours take them. */
  readonly speck: number;
}

/** Every cell's region; ink belongs to the region that is nearest. Without any free cell there is one region. */
export function trappedBalls(ink: Plane, options: BallOptions): Trapped {
  const { width, height } = ink;
  const distance = distances(ink);
  const flood = flooded(distance, width, options.widest);
  const names = new Int32Array(flood.parent.length).fill(-1);
  let count = 0;
  for (const root of flood.parent) {
    const top = find(flood.parent, root);
    if (names[top] < 0 && flood.peak[top] >= options.speck) names[top] = count++;
  }
  const data = flood.owner.map((owner) => (owner < 0 ? -1 : names[find(flood.parent, owner)]));
  grow(data, width, height);
  const passages = passagesOf(flood, names);
  return { labels: { width, height, data, count: Math.max(1, count) }, distance, passages };
}

/** Of each cell to the nearest ink or the outside; 0 for ink. */
function distances(ink: Plane): Float32Array {
  const { width, height } = ink;
  const squares = squaredDistances(
    ink.data.map((coverage) => Number(coverage >= INKED)),
    width,
    height,
  );
  const out = new Float32Array(squares.length);
  for (let i = 0; i < out.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    out[i] = Math.min(Math.sqrt(squares[i]), x + 1, y + 1, width - x, height - y);
  }
  return out;
}

interface Flood {
  /** Of each cell; -1 for ink. */
  readonly owner: Int32Array;
  readonly parent: number[];
  /** Radius of the largest ball, of each root. */
  readonly peak: number[];
  /** Of pairs that were kept apart: `a * 2^26 + b` to the radius between them. */
  readonly apart: Map<number, number>;
}

const PAIR = 2 ** 26;

function flooded(distance: Float32Array, width: number, widest: number): Flood {
  const flood: Flood = { owner: new Int32Array(distance.length).fill(-1), parent: [], peak: [], apart: new Map() };
  const { owner, parent, peak } = flood;
  const around = [-1, 1, -width, width];
  for (const cell of farthestFirst(distance)) {
    const x = cell % width;
    let best = -1;
    for (let k = 0; k < 4; k++) {
      const next = cell + around[k];
      if ((k === 0 && x === 0) || (k === 1 && x === width - 1) || !(owner[next] >= 0)) continue;
      if (best < 0 || distance[next] > distance[best]) best = next;
    }
    if (best < 0) {
      owner[cell] = parent.length;
      parent.push(parent.length);
      peak.push(distance[cell]);
      continue;
    }
    owner[cell] = find(parent, owner[best]);
    for (let k = 0; k < 4; k++) {
      const next = cell + around[k];
      if ((k === 0 && x === 0) || (k === 1 && x === width - 1) || !(owner[next] >= 0)) continue;
      meet(flood, owner[cell], owner[next], { radius: distance[cell], widest });
    }
  }
  return flood;
}

/** Two floods meet: they become one, or a passage stays between them. */
function meet(flood: Flood, first: number, second: number, at: { radius: number; widest: number }): void {
  const { parent, peak, apart } = flood;
  const [one, two] = [find(parent, first), find(parent, second)];
  if (one === two) return;
  const [a, b] = peak[one] > peak[two] || (peak[one] === peak[two] && one < two) ? [one, two] : [two, one];
  const key = a * PAIR + b;
  if (apart.has(key)) return;
  const parted = 2 * at.radius <= at.widest && peak[b] >= LARGER * at.radius && peak[b] >= at.radius + LARGER_BY;
  if (parted) apart.set(key, at.radius);
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
