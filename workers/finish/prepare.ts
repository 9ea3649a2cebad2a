// All of a drawing that no picture changes: its regions, their borders as curves, and where to look for their colours. Pure.
import { type Passage, trappedBalls } from './balls.ts';
import { type Border, bordersOf } from './borders.ts';
import { type Half, halved } from './half.ts';
import { besides } from './ink.ts';
import type { Form } from './palette.ts';
import type { Labels, LineArt } from './types.ts';

/** Colours are looked for at so many places of a region at most. */
const SAMPLES = 400;
/** So far from ink, in cells, a picture's colours have run no more; in narrow regions at half their depth. */
const CLEAR = 8;

/** Wider gaps, up to this share of the longer side, close if the picture differs on both sides. */
const FARTHER = 0.2;

export interface Region {
  /** A cell well inside. */
  readonly seed: readonly [x: number, y: number];
  readonly form: Form;
  readonly area: number;
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
  readonly half: Half;
  /** For each path of ink how often each region lies beside it. */
  readonly besides: readonly ReadonlyMap<number, number>[];
}

/** `gap`: the widest that always closes, in widths of the line. */
export function prepared(art: LineArt, gap: number): Prepared {
  const { labels, distance, passages } = trappedBalls(art.ink, {
    gap: gap * art.lineWidth + 1,
    widest: Math.max(gap * art.lineWidth + 1, FARTHER * Math.max(art.ink.width, art.ink.height)),
    speck: Math.max(1.5, 0.35 * art.lineWidth),
  });
  const contacts = contactsOf(labels, distance);
  return {
    art,
    labels,
    distance,
    passages,
    regions: regionsOf(labels, distance, contacts),
    contacts,
    borders: bordersOf(labels, art.unit),
    half: halved(labels, distance, art.unit),
    besides: art.paths.map((path) => besides(path, labels, art.unit, art.lineWidth)),
  };
}

function regionsOf(
  { width, height, data, count }: Labels,
  distance: Float32Array,
  contacts: readonly Contact[],
): Region[] {
  const seeds = new Int32Array(count).fill(-1);
  const rims = new Uint8Array(count);
  /** Of each region: count, and sums of x, y, xx, xy, yy. */
  const moments = new Float64Array(6 * count);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = data[i];
      if (seeds[label] < 0 || distance[i] > distance[seeds[label]]) seeds[label] = i;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) rims[label] = 1;
      const at = 6 * label;
      moments[at]++;
      moments[at + 1] += x;
      moments[at + 2] += y;
      moments[at + 3] += x * x;
      moments[at + 4] += x * y;
      moments[at + 5] += y * y;
    }
  }
  const samples = samplesOf(data, distance, seeds);
  const hosts = hostsOf(contacts, count);
  return Array.from(seeds, (seed, label) => {
    const own = moments.subarray(6 * label, 6 * label + 6);
    return {
      seed: [seed % width, Math.floor(seed / width)] as const,
      area: own[0],
      form: { area: own[0], depth: distance[seed], elongation: elongation(own), host: hosts[label] },
      atRim: rims[label] === 1,
      samples: samples[label],
    };
  });
}

/** For each region the one that it has the longest border with; -1 without any. */
function hostsOf(contacts: readonly Contact[], count: number): Int32Array {
  const [hosts, longest] = [new Int32Array(count).fill(-1), new Int32Array(count)];
  for (const { a, b, inked, open } of contacts) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      if (inked + open > longest[one]) [hosts[one], longest[one]] = [other, inked + open];
    }
  }
  return hosts;
}

/** Of the ellipse with these moments. */
function elongation([n, x, y, xx, xy, yy]: Float64Array): number {
  const [a, b, c] = [xx / n - (x / n) ** 2 + 1 / 12, xy / n - (x * y) / n ** 2, yy / n - (y / n) ** 2 + 1 / 12];
  const [middle, off] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  return Math.sqrt((middle + off) / Math.max(1e-6, middle - off));
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
