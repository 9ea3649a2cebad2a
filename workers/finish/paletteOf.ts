// The few colours of a picture: those of its even parts, so that what lies between two of them along an edge is none. Pure.
import { difference, type Lab } from './oklab.ts';

/** Every so many cells one is looked at; even where so little changes to either side. */
const STEP = 4;
const CHANGE = 0.06;
/** Colours are counted in cubes of this side. */
const CUBE = 0.035;
/** A colour must lie so far from the others, have so many places, and be worth so much: places times squared distance. */
const APART = 0.07;
const LEAST = 5;
const WORTH = 0.2;
/** Farther away a colour is worth no more. */
const FAR = 0.25;
const ROUNDS = 4;

interface Sides {
  readonly width: number;
  readonly height: number;
}

interface Bin {
  readonly colour: Lab;
  readonly count: number;
}

/** `labs`: L, a, b of each cell. 1...most colours. */
export function paletteOf(labs: Float32Array, sides: Sides, most: number): Lab[] {
  const bins = binsOf(labs, sides);
  let palette: Lab[] = [];
  while (palette.length < most) {
    let [best, worth]: [Bin | null, number] = [null, palette.length === 0 ? 0 : WORTH];
    for (const bin of bins) {
      const off = Math.min(FAR, ...palette.map((colour) => difference(colour, bin.colour)));
      const own = bin.count * off * off;
      if (off >= APART && own > worth && (palette.length === 0 || bin.count >= LEAST)) [best, worth] = [bin, own];
    }
    if (!best) break;
    palette = settled([...palette, best.colour], bins);
  }
  return palette;
}

function binsOf(labs: Float32Array, sides: Sides): Bin[] {
  const even = counted(labs, sides, CHANGE);
  // A picture without an even place (noise, a few pixels) has what it has.
  return even.length > 0 ? even : counted(labs, sides, Infinity);
}

function counted(labs: Float32Array, { width, height }: Sides, most: number): Bin[] {
  const sums = new Map<number, [count: number, l: number, a: number, b: number]>();
  const key = (value: number): number => Math.floor(value / CUBE) + 32;
  const clamp = (value: number, end: number): number => Math.min(end - 1, Math.max(0, value));
  const at = (x: number, y: number): number => 3 * (clamp(y, height) * width + clamp(x, width));
  for (let y = STEP >> 1; y < height + (STEP >> 1); y += STEP) {
    for (let x = STEP >> 1; x < width + (STEP >> 1); x += STEP) {
      const change = off(labs, at(x - STEP, y), at(x + STEP, y)) + off(labs, at(x, y - STEP), at(x, y + STEP));
      if (change > most * most) continue;
      const here = at(x, y);
      const cube = (key(labs[here]) * 128 + key(labs[here + 1])) * 128 + key(labs[here + 2]);
      const sum = sums.get(cube) ?? [0, 0, 0, 0];
      sum[0]++;
      for (let c = 0; c < 3; c++) sum[c + 1] += labs[here + c];
      sums.set(cube, sum);
    }
  }
  return [...sums.values()].map(([count, l, a, b]) => ({ count, colour: [l / count, a / count, b / count] }));
}

function off(labs: Float32Array, i: number, j: number): number {
  return (labs[i] - labs[j]) ** 2 + (labs[i + 1] - labs[j + 1]) ** 2 + (labs[i + 2] - labs[j + 2]) ** 2;
}

/** Lloyd's rounds: each colour becomes the mean of those to which it is the nearest. */
function settled(palette: readonly Lab[], bins: readonly Bin[]): Lab[] {
  let out = [...palette];
  for (let round = 0; round < ROUNDS; round++) {
    const sums = out.map((): [number, number, number, number] => [0, 0, 0, 0]);
    for (const { colour, count } of bins) {
      const far = out.map((each) => difference(each, colour));
      const sum = sums[far.indexOf(Math.min(...far))];
      sum[0] += count;
      for (let c = 0; c < 3; c++) sum[c + 1] += count * colour[c];
    }
    out = out.map((colour, i): Lab => {
      const [count, l, a, b] = sums[i];
      return count === 0 ? colour : [l / count, a / count, b / count];
    });
  }
  return out;
}
