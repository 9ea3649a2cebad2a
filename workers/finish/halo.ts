// What the model painted around a stroke that lies on paper by itself (a ray, a stem, an arm): an even band along it. Pure.
import { fitOf, STRIDE } from './fit.ts';
import type { Half } from './half.ts';
import { difference, type Lab } from './oklab.ts';
import { planePath } from './silhouette.ts';
import type { InkPath } from './types.ts';

/** Share of the places beside the stroke that must be on paper, and painted. */
const ON_PAPER = 0.75;
const PAINTED = 0.55;
/** Half the width of a band beyond the line's outline, in widths of the line. */
const NARROW = 0.7;
const BROAD = 2.2;

export interface Band {
  readonly path: string;
  readonly colour: Lab;
  readonly seed: readonly [number, number];
  /** In units of the picture. */
  readonly area: number;
}

/** `colourAt`: of the picture, in its units; `onPaper`: whether a point is free paper that nothing else covers. */
export function bandOf(
  { outline }: InkPath,
  { half, lineWidth, pictureWidth, paper }: { half: Half; lineWidth: number; pictureWidth: number; paper: Lab },
  at: { colour: (x: number, y: number) => Lab; onPaper: (x: number, y: number) => boolean },
): Band | null {
  const steps = [1, 1.5, 2, 2.5, 3].map((each) => each * lineWidth);
  const painted = steps.map(() => 0);
  const hand = handOf(outline);
  let [places, free] = [0, 0];
  const seen: number[] = [];
  for (let i = 0; i + 1 < outline.length; i += 2) {
    const [nx, ny] = outwards(outline, i, hand);
    places++;
    if (!at.onPaper(outline[i] + nx * steps[0], outline[i + 1] + ny * steps[0])) continue;
    free++;
    steps.forEach((step, k) => {
      const [x, y] = [outline[i] + nx * step, outline[i + 1] + ny * step];
      if (!at.onPaper(x, y)) return;
      const colour = at.colour(x, y);
      if (difference(colour, paper) < 0.12) return;
      painted[k]++;
      if (k < 2) seen.push(x, y, ...colour);
    });
  }
  if (places === 0 || free < ON_PAPER * places || painted[0] < PAINTED * free) return null;
  const reach = steps.findLast((_, k) => painted[k] >= 0.5 * free) ?? steps[0];
  const radius = Math.min(BROAD, Math.max(NARROW, (0.8 * reach) / lineWidth)) * lineWidth;
  const { colour } = fitOf({ count: seen.length / STRIDE, values: Float64Array.from(seen) });
  return { colour, ...along(outline, half, { radius, pictureWidth }) };
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
  { width, height, unit }: Half,
  { radius, pictureWidth }: { radius: number; pictureWidth: number },
): { path: string; seed: readonly [number, number]; area: number } {
  const data = new Uint8Array(width * height);
  const reach = radius / unit;
  let area = 0;
  for (let i = 0; i + 1 < outline.length; i += 2) {
    const [x, y] = [outline[i] / unit - 0.5, outline[i + 1] / unit - 0.5];
    for (let v = Math.max(0, Math.floor(y - reach)); v <= Math.min(height - 1, y + reach + 1); v++) {
      for (let u = Math.max(0, Math.floor(x - reach)); u <= Math.min(width - 1, x + reach + 1); u++) {
        const value = 255 * Math.min(1, Math.max(0, reach - Math.hypot(u - x, v - y) + 0.5));
        if (value > data[v * width + u]) data[v * width + u] = value;
      }
    }
  }
  for (const value of data) area += Number(value > 127);
  return {
    path: planePath({ width, height, data }, unit, pictureWidth),
    seed: [outline[0], outline[1]],
    area: area * unit * unit,
  };
}
