// How eagerly live pictures are made: decided by what was measured here. Pure.
import type { Pace } from '../state/jobs.ts';

/** The first preview comes soon enough to draw along with; a machine that does so keeps on until it is clearly slower. */
const SOON_MS = 700;
const LATE_MS = 1100;

/** `firstMs`: from a change to its first preview, as measured; null: nothing was measured yet, so nothing is promised. */
export function paceOf(firstMs: number | null, before: Pace): Pace {
  if (firstMs === null) return 'stroke';
  return firstMs <= (before === 'drawing' ? LATE_MS : SOON_MS) ? 'drawing' : 'stroke';
}

/** Steps of a live picture: as many as a hand can wait for. */
export function liveSteps(steps: number): number {
  return Math.min(steps, MAX_LIVE_STEPS);
}
const MAX_LIVE_STEPS = 4;
