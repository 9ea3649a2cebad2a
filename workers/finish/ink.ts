// What lines are inked in: a dark shade of the colours that they lie on. Pure.
import type { CleanInk, Ink } from './api.ts';
import { hexOf, type Lab, labOfHex } from './oklab.ts';
import type { InkPath } from './types.ts';

const SHADE = { lightness: 0.38, most: 0.36, chroma: 0.5 };
/** Of lines that lie on paper alone. */
const PLAIN: Lab = [0.26, 0.004, -0.02];

/** `colours`: for each path what it lies on; null for nothing but paper. */
export function inksOf(paths: readonly InkPath[], ink: Ink, colours: (path: number) => Lab | null): CleanInk[] {
  if (ink === 'none') return [];
  return paths.flatMap(({ path, colour }, i) =>
    path === '' ? [] : [{ path, colour: inkColour(ink, colour, () => colours(i)) }],
  );
}

function inkColour(ink: Exclude<Ink, 'none'>, drawn: string, beneath: () => Lab | null): string {
  switch (ink) {
    case 'black':
      return '#000000';
    case 'white':
      return '#ffffff';
    case 'drawn':
      return drawn;
    case 'shade':
      return hexOf(shadeOf(beneath() ?? labOfHex('#ffffff')));
  }
}

/** Dark, with some of the colour left. */
export function shadeOf([l, a, b]: Lab): Lab {
  if (l > 0.93 && Math.hypot(a, b) < 0.03) return PLAIN;
  return [Math.min(SHADE.most, SHADE.lightness * l), SHADE.chroma * a, SHADE.chroma * b];
}
