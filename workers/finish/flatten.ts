// A picture as areas of few colours: those that its even parts have, each place the nearest of them, specks gone. Pure.
import { overWhite } from '../image/pixels.ts';
import { resizeOpenCv } from '../image/resizeOpenCv.ts';
import type { Rgba } from '../image/types.ts';
import { labInto, type Lab } from './oklab.ts';
import { paletteOf } from './paletteOf.ts';
import type { Labels } from './types.ts';

/** Longer side of the grid on which areas are found. */
export const GRID = 512;
/** Each cell as most of those around it, so many to each side: soft edges between two colours are none of their own. */
const EVEN = 3;
/** Smaller areas join a neighbour, as a share of the picture; of a picture that has more than so many, larger ones, too. */
const SPECK = 0.0003;
const MOST_AREAS = 400;

export interface Flattened {
  readonly labels: Labels;
  /** Of each area. */
  readonly colours: readonly Lab[];
}

/** `most`: colours at most. Transparent pixels lie on white. */
export function flattened(pixels: Rgba, most: number): Flattened {
  const scale = GRID / Math.max(pixels.width, pixels.height);
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const [width, height] = [side(pixels.width), side(pixels.height)];
  const { data } = resizeOpenCv(overWhite(pixels), width, height, scale > 1 ? 'cubic' : 'area');
  const labs = new Float32Array(3 * width * height);
  for (let at = 0; at < labs.length; at += 3) {
    labInto(labs, at, { red: data[at], green: data[at + 1], blue: data[at + 2] });
  }
  const palette = paletteOf(labs, { width, height }, most);
  let names = evened(evened(nearestOf(labs, palette), width, height), width, height);
  for (let speck = SPECK * names.length; ;) {
    const { labels, kinds } = areasOf(names, width, height);
    const joined = withoutSpecks(labels, kinds, speck);
    if (joined) names = joined;
    else if (labels.count <= MOST_AREAS) return { labels, colours: kinds.map((kind) => palette[kind]) };
    else speck *= 4;
  }
}

function nearestOf(labs: Float32Array, palette: readonly Lab[]): Uint8Array {
  const names = new Uint8Array(labs.length / 3);
  for (let i = 0, at = 0; i < names.length; i++, at += 3) {
    let least = Infinity;
    for (let k = 0; k < palette.length; k++) {
      const colour = palette[k];
      const off = (labs[at] - colour[0]) ** 2 + (labs[at + 1] - colour[1]) ** 2 + (labs[at + 2] - colour[2]) ** 2;
      if (off < least) [least, names[i]] = [off, k];
    }
  }
  return names;
}

/** The commonest name in a square around each cell; its own where none is commoner. */
function evened(names: Uint8Array, width: number, height: number): Uint8Array {
  const out = names.slice();
  const counts = new Int32Array(256);
  const half = (2 * EVEN + 1) ** 2 / 2;
  for (let y = 0; y < height; y++) {
    counts.fill(0);
    const [top, low] = [Math.max(0, y - EVEN), Math.min(height - 1, y + EVEN)];
    const column = (x: number, by: 1 | -1): void => {
      if (x >= 0 && x < width) for (let v = top; v <= low; v++) counts[names[v * width + x]] += by;
    };
    for (let x = -EVEN; x < width; x++) {
      column(x + EVEN, 1);
      column(x - EVEN - 1, -1);
      if (x < 0) continue;
      let best = names[y * width + x];
      if (counts[best] > half) continue;
      for (let v = top; v <= low; v++) {
        const name = names[v * width + x];
        if (counts[name] > counts[best]) best = name;
      }
      for (let u = Math.max(0, x - EVEN); u <= Math.min(width - 1, x + EVEN); u++) {
        const name = names[y * width + u];
        if (counts[name] > counts[best]) best = name;
      }
      out[y * width + x] = best;
    }
  }
  return out;
}

/** Cells of one name that hang together by their sides are an area; `kinds`: the name of each. */
function areasOf(names: Uint8Array, width: number, height: number): { labels: Labels; kinds: number[] } {
  const data = new Int32Array(names.length).fill(-1);
  const kinds: number[] = [];
  const stack = new Int32Array(names.length);
  for (let start = 0; start < names.length; start++) {
    if (data[start] >= 0) continue;
    const label = kinds.push(names[start]) - 1;
    let top = 0;
    const visit = (cell: number): void => {
      if (data[cell] >= 0 || names[cell] !== names[start]) return;
      data[cell] = label;
      stack[top++] = cell;
    };
    visit(start);
    while (top > 0) {
      const cell = stack[--top];
      const x = cell % width;
      if (x > 0) visit(cell - 1);
      if (x < width - 1) visit(cell + 1);
      if (cell >= width) visit(cell - width);
      if (cell + width < names.length) visit(cell + width);
    }
  }
  return { labels: { width, height, data, count: kinds.length }, kinds };
}

/** The names, those of small areas replaced by that with which they share most of their border; null where none is small. */
function withoutSpecks({ width, data, count }: Labels, kinds: readonly number[], least: number): Uint8Array | null {
  const sizes = new Int32Array(count);
  for (let i = 0; i < data.length; i++) sizes[data[i]]++;
  if (count === 1 || sizes.every((size) => size >= least)) return null;
  const beside = new Map<number, Map<number, number>>();
  const meet = (label: number, other: number): void => {
    if (sizes[label] >= least) return;
    const own = beside.get(label) ?? new Map<number, number>();
    own.set(other, (own.get(other) ?? 0) + 1);
    beside.set(label, own);
  };
  for (let i = 0; i < data.length; i++) {
    for (const j of [(i + 1) % width === 0 ? i : i + 1, i + width < data.length ? i + width : i]) {
      if (data[i] === data[j]) continue;
      meet(data[i], data[j]);
      meet(data[j], data[i]);
    }
  }
  const names = Uint8Array.from(kinds);
  // Smallest first, each into what its neighbour has become by then.
  const small = [...beside.keys()].sort((a, b) => sizes[a] - sizes[b] || a - b);
  for (const label of small) {
    const [[other]] = [...(beside.get(label) ?? [])].sort((a, b) => b[1] - a[1] || sizes[b[0]] - sizes[a[0]]);
    names[label] = names[other];
  }
  const out = new Uint8Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = names[data[i]];
  return out;
}
