// The regions of a clean picture as a person meets them: listed, found, named by place and colour. Pure.
import type { CleanPicture, CleanRegion, Fill } from '../../workers/finish/api.ts';
import type { XY } from '../drawing/items.ts';

/** Regions that are worth a click, in the order in which a page is read. */
export function listedRegions({ regions, height }: CleanPicture): readonly CleanRegion[] {
  // Rows as broad as a fifth of the picture: what stands side by side is read from left to right.
  const row = ({ seed: [, y] }: CleanRegion): number => Math.floor((5 * y) / height);
  return [...regions].sort((a, b) => row(a) - row(b) || a.seed[0] - b.seed[0]);
}

/** The region of the seed, or what lies nearest to it: another look may have joined it with another. */
export function regionOf(regions: readonly CleanRegion[], [x, y]: XY): CleanRegion | null {
  const far = ({ seed }: CleanRegion): number => Math.hypot(seed[0] - x, seed[1] - y);
  return regions.reduce<CleanRegion | null>((best, each) => (best && far(best) <= far(each) ? best : each), null);
}

/** One colour for a fill, '#rrggbb': a gradient's in the middle. */
export function colourOf(fill: Fill): string {
  if (fill.kind === 'flat') return fill.colour;
  const sums = [0, 1, 2].map((c) => fill.stops.reduce((sum, { colour }) => sum + channel(colour, c), 0));
  return hex(sums.map((sum) => sum / Math.max(1, fill.stops.length)));
}

/** The name of the nearest of some named colours. */
export function nearest<T extends { readonly colour: string }>(colour: string, named: readonly T[]): T | null {
  const far = (other: string): number => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((c) => channel(colour, c) - channel(other, c));
    // Weights of luma, softened: eyes tell greens apart better than blues.
    return 3 * r * r + 4 * g * g + 2 * b * b;
  };
  return named.reduce<T | null>((best, each) => (best && far(best.colour) <= far(each.colour) ? best : each), null);
}

/** In which third of the picture a place lies, 0...2 from the left and from the top. */
export function thirdOf([x, y]: XY, { width, height }: Pick<CleanPicture, 'width' | 'height'>): XY {
  const third = (at: number, of: number): number => Math.max(0, Math.min(2, Math.floor((3 * at) / of)));
  return [third(x, width), third(y, height)];
}

function channel(colour: string, c: number): number {
  return parseInt(colour.slice(1 + 2 * c, 3 + 2 * c), 16);
}

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
