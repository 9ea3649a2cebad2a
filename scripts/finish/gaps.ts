// Gaps: outline icons of a set that nothing was tuned on, cut at random; their regions against those of the whole icon.
import type { Rgba } from '../../workers/image/types.ts';
import { groupsOf } from '../../workers/finish/group.ts';
import { lineArtOf } from '../../workers/finish/lineArt.ts';
import { prepared } from '../../workers/finish/prepare.ts';
import { readSet, render, SIDE } from './icons.ts';

/** Units of the icons' box of 24: about as broad as the page's pen. */
const LINE = 0.5;
const BOX = 24;
const LINE_PIXELS = (LINE / BOX) * SIDE * 0.84;
/** Regions that cover less than this share are left out: a gap of four widths is as long as their whole border. */
const LEAST = 0.004;
const GAP = 4;

export interface GapRow {
  /** In widths of the line. */
  readonly width: number;
  readonly icons: number;
  readonly regions: number;
  readonly meanIoU: number;
  /** Share of the regions with an IoU of 0.8 or more. */
  readonly found: number;
}

/** Every `step`th icon of Feather, with 3 to 8 gaps of each width. */
export function gapTable(step: number): readonly GapRow[] {
  const { icons } = readSet('feather');
  const maps = Object.values(icons)
    .filter((_, i) => i % step === 0)
    .map((icon) => render((icon?.body ?? '').replaceAll('stroke-width="2"', `stroke-width="${LINE}"`), BOX));
  return [1, 2, 3, 4].map((width) => {
    const random = mulberry(width);
    const scores = maps.flatMap((map) => scoresOf(map, width, random));
    return {
      width,
      icons: scores.length,
      regions: scores.flat().length,
      meanIoU: mean(scores.flat()),
      found: mean(scores.flat().map((each) => Number(each >= 0.8))),
    };
  });
}

/** IoU of each region that the whole icon encloses; none for an icon that encloses nothing. */
function scoresOf(map: Rgba, width: number, random: () => number): number[][] {
  const free = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => Number((map.data[4 * i] ?? 0) > 128));
  const truth = components(free);
  const enclosed = [...truth.sizes].filter(([name, size]) => name !== truth.outside && size >= LEAST * free.length);
  if (enclosed.length === 0) return [];
  const found = regionsOf(cut(map, free, width, random));
  return [
    enclosed.map(([name, size]) => {
      const overlap = new Map<number, number>();
      free.forEach((each, i) => {
        if (each && truth.names[i] === name) overlap.set(found[i] ?? -1, (overlap.get(found[i] ?? -1) ?? 0) + 1);
      });
      return Math.max(
        ...[...overlap].map(([label, both]) => {
          const own = free.reduce((sum, each, i) => sum + Number(each === 1 && found[i] === label), 0);
          return both / (size + own - both);
        }),
      );
    }),
  ];
}

/** As the finish has them, by the lines alone. */
function regionsOf(map: Rgba): Int32Array {
  const art = lineArtOf({ kind: 'map', pixels: map });
  const drawing = prepared(art, GAP);
  const unseen = drawing.regions.map(() => ({ count: 0, values: new Float64Array(0) }));
  const group = new Int32Array(drawing.regions.length);
  groupsOf(drawing, unseen, GAP * art.lineWidth).forEach(({ labels }, i) =>
    labels.forEach((label) => (group[label] = i)),
  );
  return drawing.labels.data.map((label) => group[label] ?? -1);
}

/** 3 to 8 discs of paper over places on the lines. */
function cut({ width: side, height, data }: Rgba, free: Uint8Array, width: number, random: () => number): Rgba {
  const out = data.slice();
  const inked = Array.from(free.keys()).filter((i) => free[i] === 0);
  const radius = (width * LINE_PIXELS) / 2;
  for (let gap = 3 + Math.floor(6 * random()); gap > 0; gap--) {
    const at = inked[Math.floor(random() * inked.length)] ?? 0;
    const [x, y] = [at % side, Math.floor(at / side)];
    for (let v = Math.max(0, Math.ceil(y - radius)); v <= Math.min(height - 1, y + radius); v++) {
      for (let u = Math.max(0, Math.ceil(x - radius)); u <= Math.min(side - 1, x + radius); u++) {
        if ((u - x) ** 2 + (v - y) ** 2 <= radius * radius) out.fill(255, 4 * (v * side + u), 4 * (v * side + u) + 3);
      }
    }
  }
  return { width: side, height, data: out };
}

function components(free: Uint8Array): { names: Int32Array; sizes: Map<number, number>; outside: number } {
  const names = new Int32Array(free.length).fill(-1);
  const sizes = new Map<number, number>();
  for (let start = 0; start < free.length; start++) {
    if (free[start] === 0 || names[start] !== -1) continue;
    const cells = [start];
    names[start] = start;
    for (let head = 0; head < cells.length; head++) {
      const at = cells[head] ?? 0;
      for (const next of [at - SIDE, at + SIDE, at % SIDE === 0 ? -1 : at - 1, at % SIDE === SIDE - 1 ? -1 : at + 1]) {
        if (free[next] !== 1 || names[next] !== -1) continue;
        names[next] = start;
        cells.push(next);
      }
    }
    sizes.set(start, cells.length);
  }
  return { names, sizes, outside: names[0] ?? 0 };
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Mulberry32: the same cuts in every run. */
function mulberry(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
