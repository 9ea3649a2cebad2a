// All of a drawing that no picture changes: its regions, their borders as curves, and where to look for their colours. Pure.
import { type Passage, trappedBalls } from './balls.ts';
import { type Border, bordersOf } from './borders.ts';
import type { LineArt } from './types.ts';
import type { Labels } from './types.ts';

/** Colours are looked for at so many places of a region at most. */
const SAMPLES = 400;
/** So far from ink, in cells, a picture's colours have run no more; in narrow regions at half their depth. */
const CLEAR = 8;

export interface Region {
  /** A cell well inside. */
  readonly seed: readonly [x: number, y: number];
  /** In cells. */
  readonly area: number;
  /** Radius of the largest ball, in cells. */
  readonly depth: number;
  readonly atRim: boolean;
  /** Cells in which to look for its colour. */
  readonly samples: Int32Array;
}

/** How two regions meet. */
export interface Contact {
  readonly a: number;
  readonly b: number;
  /** Steps of the border that lie on ink, and those that do not. */
  inked: number;
  open: number;
}

export interface Prepared {
  readonly art: LineArt;
  readonly labels: Labels;
  readonly distance: Float32Array;
  readonly passages: readonly Passage[];
  readonly regions: readonly Region[];
  readonly contacts: readonly Contact[];
  readonly borders: readonly Border[];
}

/** `widest`: of the gaps that may close, in widths of the line. */
export function prepared(art: LineArt, widest: number): Prepared {
  const { labels, distance, passages } = trappedBalls(art.ink, {
    widest: widest * art.lineWidth,
    speck: Math.max(1.5, 0.35 * art.lineWidth),
  });
  return {
    art,
    labels,
    distance,
    passages,
    regions: regionsOf(labels, distance),
    contacts: contactsOf(labels, distance),
    borders: bordersOf(labels, art.unit),
  };
}

function regionsOf({ width, height, data, count }: Labels, distance: Float32Array): Region[] {
  const areas = new Int32Array(count);
  const seeds = new Int32Array(count).fill(-1);
  const rims = new Uint8Array(count);
  for (let i = 0; i < data.length; i++) {
    const label = data[i];
    areas[label]++;
    if (seeds[label] < 0 || distance[i] > distance[seeds[label]]) seeds[label] = i;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) rims[label] = 1;
  }
  const samples = samplesOf(data, distance, seeds);
  return Array.from(areas, (area, label) => ({
    seed: [seeds[label] % width, Math.floor(seeds[label] / width)] as const,
    area,
    depth: distance[seeds[label]],
    atRim: rims[label] === 1,
    samples: samples[label],
  }));
}

/** Evenly over what lies clear of the lines. */
function samplesOf(data: Int32Array, distance: Float32Array, seeds: Int32Array): Int32Array[] {
  const least = Float32Array.from(seeds, (seed) => Math.min(CLEAR, distance[seed] / 2));
  const counts = new Int32Array(seeds.length);
  for (let i = 0; i < data.length; i++) if (distance[i] >= least[data[i]]) counts[data[i]]++;
  const out = Array.from(counts, (count) => new Int32Array(Math.ceil(count / Math.ceil(count / SAMPLES || 1))));
  const seen = new Int32Array(seeds.length);
  for (let i = 0; i < data.length; i++) {
    const label = data[i];
    if (distance[i] < least[label]) continue;
    const stride = Math.ceil(counts[label] / SAMPLES);
    if (seen[label] % stride === 0) out[label][seen[label] / stride] = i;
    seen[label]++;
  }
  return out;
}

const PAIR = 2 ** 26;

function contactsOf({ width, height, data }: Labels, distance: Float32Array): Contact[] {
  const found = new Map<number, Contact>();
  const note = (i: number, j: number): void => {
    if (data[i] === data[j]) return;
    const [a, b] = [Math.min(data[i], data[j]), Math.max(data[i], data[j])];
    const contact = found.get(a * PAIR + b) ?? { a, b, inked: 0, open: 0 };
    if (distance[i] > 0 && distance[j] > 0) contact.open++;
    else contact.inked++;
    found.set(a * PAIR + b, contact);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) note(i, i + 1);
      if (y + 1 < height) note(i, i + width);
    }
  }
  return [...found.values()];
}
