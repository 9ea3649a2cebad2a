// How much of a picture its clean form tells: nearly nothing of one that never followed the lines. Pure.
import type { Lab } from './oklab.ts';
import type { View } from './view.ts';

/** Places across the picture at which both are compared. */
const PLACES = 64;
/** Pictures whose colours lie nearer together than this are plain: there is nothing to follow. */
const PLAIN = 0.03;

/**
 * Share of the variance of the picture's colours that is left when each region has its one colour, 0 (all told) ... 1;
 * 0 for a plain picture. `colourAt`: of the clean picture without its lines.
 */
export function untold(view: View, width: number, height: number, colourAt: (x: number, y: number) => Lab): number {
  const seen: Lab[] = [];
  let left = 0;
  for (let v = 0; v < PLACES; v++) {
    for (let u = 0; u < PLACES; u++) {
      const [x, y] = [((u + 0.5) * width) / PLACES, ((v + 0.5) * height) / PLACES];
      const [painted, clean] = [view.colourAt(x, y), colourAt(x, y)];
      seen.push(painted);
      left += squared(painted, clean);
    }
  }
  const mean = [0, 1, 2].map((c) => seen.reduce((sum, each) => sum + each[c], 0) / seen.length);
  const whole = seen.reduce((sum, each) => sum + squared(each, mean), 0);
  return whole < seen.length * PLAIN * PLAIN ? 0 : left / whole;
}

function squared(one: readonly number[], two: readonly number[]): number {
  return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2 + (one[2] - two[2]) ** 2;
}
