// LSD: a Line Segment Detector (von Gioi, Jakobowicz, Morel, Randall, Image Processing On Line 2012,
// https://doi.org/10.5201/ipol.2012.gjmr-lsd), written from the paper. Pure.
import { levelLines, scaleDown } from './levelLines.ts';
import { improve } from './rectangle.ts';
import { CHANCE, Grower, TOLERANCE } from './regions.ts';

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  /** -log10 of the number of false alarms. */
  readonly score: number;
}

/** The picture is looked at this much smaller, which hides the staircases of slanted edges. */
const SCALE = 0.8;
/** Largest error of a gradient through the rounding of grey levels. */
const QUANTISATION = 2;

/** Straight segments of a grey plane (0...255), in its pixels, each with a score above `least`. */
export function lineSegments(data: Float32Array, width: number, height: number, least = 0): Segment[] {
  const small = scaleDown({ width, height, data }, SCALE);
  const lines = levelLines(small, QUANTISATION / Math.sin(TOLERANCE));
  const logTests = 2.5 * (Math.log10(small.width) + Math.log10(small.height)) + Math.log10(11);
  const smallest = -logTests / Math.log10(CHANCE);
  const grower = new Grower(lines);
  const segments: Segment[] = [];
  for (const seed of lines.seeds) {
    if (grower.used[seed]) continue;
    const angle = grower.grow(seed, TOLERANCE);
    if (grower.count < smallest) continue;
    const rectangle = grower.dense(seed, angle);
    if (!rectangle) continue;
    const better = improve(lines, rectangle, logTests, least);
    if (better.score <= least) continue;
    const { x1, y1, x2, y2, width: across } = better.rectangle;
    const back = (place: number): number => (place + 0.5) / SCALE;
    segments.push({
      x1: back(x1),
      y1: back(y1),
      x2: back(x2),
      y2: back(y2),
      width: across / SCALE,
      score: better.score,
    });
  }
  return segments;
}
