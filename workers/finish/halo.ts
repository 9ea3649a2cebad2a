// What the model painted around a stroke that lies on paper by itself (a ray, a stem, an arm): an even band along it. Pure.
import { fitOf, STRIDE } from './fit.ts';
import type { Half } from './half.ts';
import { difference, type Lab } from './oklab.ts';
import { planePath } from './silhouette.ts';
import type { InkPath } from './types.ts';

/** Share of the places beside the stroke that must be on paper, and painted: by itself, or on the mean of its like. */
const ON_PAPER = 0.75;
const PAINTED = 0.55;
const PAINTED_TOGETHER = 0.45;
/** So many strokes of about the same size (as a factor) are of a kind: rays, legs. */
const OF_A_KIND = 3;
const SAME_SIZE = 1.35;
/** Half the width of a band beyond the line's outline, in widths of the line. */
const NARROW = 0.7;
const BROAD = 2.2;
/** From here on a colour is not the paper's. */
const OTHER = 0.12;

/** What lies beside a stroke. */
interface Beside {
  readonly index: number;
  readonly outline: Float32Array;
  readonly size: number;
  /** Share of the places on paper that are painted. */
  readonly share: number;
  readonly radius: number;
  /** x, y, L, a, b of the painted places. */
  readonly seen: readonly number[];
}

export interface Band {
  /** Of the path of ink. */
  readonly index: number;
  readonly path: string;
  readonly colour: Lab;
  readonly seed: readonly [number, number];
  /** Coverage of the cells. */
  readonly cells: Uint8Array;
}

export interface BandOptions {
  readonly half: Half;
  /** In units of the picture. */
  readonly lineWidth: number;
  readonly pictureWidth: number;
  readonly paper: Lab;
  /** Of the picture. */
  readonly colourAt: (x: number, y: number) => Lab;
  /** Whether a point is paper that nothing else covers. */
  readonly onPaper: (x: number, y: number) => boolean;
}

/** Strokes of a kind have a band all or none, and in one colour. */
export function bandsOf(paths: readonly InkPath[], options: BandOptions): Band[] {
  const lone = paths.flatMap(({ outline }, index) => besideOf(outline, index, options) ?? []);
  const bands: Band[] = [];
  const left = new Set(lone);
  for (const one of lone) {
    if (!left.has(one)) continue;
    const kind = [...left].filter(({ size }) => Math.max(size, one.size) <= SAME_SIZE * Math.min(size, one.size));
    const together = kind.length >= OF_A_KIND;
    const members = together ? kind : [one];
    for (const each of members) left.delete(each);
    const share = members.reduce((sum, each) => sum + each.share, 0) / members.length;
    if (share < (together ? PAINTED_TOGETHER : PAINTED)) continue;
    const seen = members.flatMap((each) => each.seen);
    const { colour } = fitOf({ count: seen.length / STRIDE, values: Float64Array.from(seen) });
    const radius = members.map((each) => each.radius).sort((a, b) => a - b)[members.length >> 1];
    for (const { index, outline } of members) bands.push({ index, colour, ...along(outline, radius, options) });
  }
  return bands;
}

/** null for a stroke that does not lie on paper by itself. */
function besideOf(
  outline: Float32Array,
  index: number,
  { lineWidth, paper, colourAt, onPaper }: BandOptions,
): Beside | null {
  const steps = [1, 1.5, 2, 2.5, 3].map((each) => each * lineWidth);
  const painted = steps.map(() => 0);
  const hand = handOf(outline);
  let [places, free] = [0, 0];
  const seen: number[] = [];
  for (let i = 0; i + 1 < outline.length; i += 2) {
    const [nx, ny] = outwards(outline, i, hand);
    places++;
    if (!onPaper(outline[i] + nx * steps[0], outline[i + 1] + ny * steps[0])) continue;
    free++;
    steps.forEach((step, k) => {
      const [x, y] = [outline[i] + nx * step, outline[i + 1] + ny * step];
      if (!onPaper(x, y)) return;
      const colour = colourAt(x, y);
      if (difference(colour, paper) < OTHER) return;
      painted[k]++;
      if (k < 2) seen.push(x, y, ...colour);
    });
  }
  if (places === 0 || free < ON_PAPER * places) return null;
  const reach = steps.findLast((_, k) => painted[k] >= 0.5 * free) ?? steps[0];
  const radius = Math.min(BROAD, Math.max(NARROW, (0.8 * reach) / lineWidth)) * lineWidth;
  return { index, outline, size: places, share: painted[0] / free, radius, seen };
}

/** Away from the stroke at a point of its outline. */
function outwards(outline: Float32Array, i: number, hand: number): readonly [number, number] {
  const count = outline.length;
  const [before, after] = [(i + count - 2) % count, (i + 2) % count];
  const [dx, dy] = [outline[after] - outline[before], outline[after + 1] - outline[before + 1]];
  const length = Math.hypot(dx, dy) || 1;
  return [(hand * dy) / length, (-hand * dx) / length];
}

/** 1 or -1: which way an outline runs around its inside. */
function handOf(outline: Float32Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < outline.length; i += 2) {
    const next = (i + 2) % outline.length;
    sum += outline[i] * outline[next + 1] - outline[next] * outline[i + 1];
  }
  return sum < 0 ? -1 : 1;
}

/** All that lies within the radius of the outline. */
function along(
  outline: Float32Array,
  radius: number,
  { half: { width, height, unit }, pictureWidth }: BandOptions,
): Pick<Band, 'path' | 'seed' | 'cells'> {
  const data = new Uint8Array(width * height);
  const reach = radius / unit;
  for (let i = 0; i + 1 < outline.length; i += 2) {
    const [x, y] = [outline[i] / unit - 0.5, outline[i + 1] / unit - 0.5];
    for (let v = Math.max(0, Math.floor(y - reach)); v <= Math.min(height - 1, y + reach + 1); v++) {
      for (let u = Math.max(0, Math.floor(x - reach)); u <= Math.min(width - 1, x + reach + 1); u++) {
        const value = 255 * Math.min(1, Math.max(0, reach - Math.hypot(u - x, v - y) + 0.5));
        if (value > data[v * width + u]) data[v * width + u] = value;
      }
    }
  }
  return { path: planePath({ width, height, data }, unit, pictureWidth), seed: [outline[0], outline[1]], cells: data };
}
