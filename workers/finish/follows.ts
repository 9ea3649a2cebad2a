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
  const count = PLACES * PLACES;
  const seen = new Float64Array(3 * count);
  let left = 0;
  for (let v = 0, at = 0; v < PLACES; v++) {
    for (let u = 0; u < PLACES; u++, at += 3) {
      const [x, y] = [((u + 0.5) * width) / PLACES, ((v + 0.5) * height) / PLACES];
      view.read(x, y, seen, at);
      left += squared(seen, at, colourAt(x, y));
    }
  }
  const mean: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < seen.length; at++) mean[at % 3] += seen[at] / count;
  let whole = 0;
  for (let at = 0; at < seen.length; at += 3) whole += squared(seen, at, mean);
  return whole < count * PLAIN * PLAIN ? 0 : left / whole;
}

function squared(seen: Float64Array, at: number, [l, a, b]: Lab): number {
  return (seen[at] - l) ** 2 + (seen[at + 1] - a) ** 2 + (seen[at + 2] - b) ** 2;
}
