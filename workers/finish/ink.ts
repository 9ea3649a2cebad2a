// What lines are inked in: a dark shade of the colours that they lie on. Pure.
import type { CleanInk, Ink } from './api.ts';
import { hexOf, type Lab } from './oklab.ts';
import type { InkPath, Labels } from './types.ts';

const SHADE = { lightness: 0.38, most: 0.34, chroma: 0.5 };
/** Of lines that lie on paper alone. */
const PLAIN: Lab = [0.26, 0.004, -0.02];
/** How far beside its outline a line's ground is looked for, in widths of the line. */
const BESIDE = 0.7;

/** The lines in their colours; `ground`: what a path lies on, null for nothing but paper. */
export function inksOf(paths: readonly InkPath[], ink: Ink, ground: (path: number) => Lab | null): CleanInk[] {
  if (ink === 'none') return [];
  return paths
    .map(({ path, colour }, i) => ({ path, colour: inkColour(ink, colour, () => ground(i)) }))
    .filter(({ path }) => path !== '');
}

function inkColour(ink: Exclude<Ink, 'none'>, drawn: string, ground: () => Lab | null): string {
  switch (ink) {
    case 'black':
      return '#000000';
    case 'white':
      return '#ffffff';
    case 'drawn':
      return drawn;
    case 'shade': {
      const colour = ground();
      return hexOf(colour ? shadeOf(colour) : PLAIN);
    }
  }
}

/** Dark, with some of the colour left. */
export function shadeOf([l, a, b]: Lab): Lab {
  return [Math.min(SHADE.most, SHADE.lightness * l), SHADE.chroma * a, SHADE.chroma * b];
}

/** How often each region lies beside a path. */
export function besides({ outline }: InkPath, labels: Labels, unit: number, lineWidth: number): Map<number, number> {
  const counts = new Map<number, number>();
  const reach = Math.max(1.5, BESIDE * lineWidth);
  for (let i = 0; i + 1 < outline.length; i += 2) {
    for (let way = 0; way < 8; way++) {
      const x = Math.floor(outline[i] / unit + reach * Math.cos((Math.PI * way) / 4));
      const y = Math.floor(outline[i + 1] / unit + reach * Math.sin((Math.PI * way) / 4));
      if (x < 0 || y < 0 || x >= labels.width || y >= labels.height) continue;
      const label = labels.data[y * labels.width + x];
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  return counts;
}
