// How long pictures take, learnt from those that were made. Pure: times come in as numbers.
import type { Measured, Timing } from '../state/jobs.ts';
import type { Cost } from '../state/jobTypes.ts';

/** One finished picture, as measured. */
export interface Sample {
  readonly kind: string;
  /** Steps that were really run. */
  readonly steps: number;
  /** Mean time from one step's end to the next one's; null when there was only one step. */
  readonly stepMs: number | null;
  readonly denoiseMs: number;
  readonly decodeMs: number;
  readonly totalMs: number;
  /** Inside the model's runs; the rest of the first picture of a kind is building. */
  readonly sessionMs: number;
}

/** How much the newest picture counts against all before it: machines get busy and idle again. */
const NEWEST = 0.6;
/** Wall time over model time of a picture that builds nothing (measured: 1.013). */
const OVERHEAD = 1.02;

/** What is known after one more picture. */
export function learn({ kinds, warm }: Timing, sample: Sample): Timing {
  const before = kinds[sample.kind];
  const cold = warm !== sample.kind;
  const warmMs = cold ? Math.min(sample.totalMs, sample.sessionMs * OVERHEAD) : sample.totalMs;
  const stepMs = sample.stepMs ?? before?.stepMs ?? Math.min(sample.denoiseMs, warmMs) / Math.max(1, sample.steps);
  const tailMs = Math.min(sample.decodeMs, warmMs);
  const fresh: Measured = {
    stepMs,
    tailMs,
    headMs: Math.max(0, warmMs - sample.steps * stepMs - tailMs),
    buildMs: cold ? sample.totalMs - warmMs : (before?.buildMs ?? 0),
  };
  return { kinds: { ...kinds, [sample.kind]: before ? mix(before, fresh) : fresh }, warm: sample.kind };
}

function mix(old: Measured, fresh: Measured): Measured {
  const blend = (a: number, b: number): number => a + NEWEST * (b - a);
  return {
    stepMs: blend(old.stepMs, fresh.stepMs),
    headMs: blend(old.headMs, fresh.headMs),
    tailMs: blend(old.tailMs, fresh.tailMs),
    buildMs: blend(old.buildMs, fresh.buildMs),
  };
}

/** How long a picture will take from its start; null for a kind that was never made. */
export function pictureMs({ kinds, warm }: Timing, { kind, steps }: Cost): number | null {
  const known = kinds[kind];
  if (!known) return null;
  return known.headMs + steps * known.stepMs + known.tailMs + (warm === kind ? 0 : known.buildMs);
}

export interface Running {
  readonly cost: Cost;
  /** Steps that are done. */
  readonly step: number;
  /** Since the last step ended, or since the start. */
  readonly elapsedMs: number;
  /** Mean step time of this very picture, once two steps are done. */
  readonly ownStepMs: number | null;
}

/** What is left of the running picture; null while nobody can know. */
export function leftMs(timing: Timing, { cost, step, elapsedMs, ownStepMs }: Running): number | null {
  const known = timing.kinds[cost.kind];
  const stepMs = stepOf(known?.stepMs, ownStepMs, step);
  if (stepMs === undefined) return null;
  const build = timing.warm === cost.kind ? 0 : (known?.buildMs ?? 0);
  const before = step === 0 ? (known?.headMs ?? 0) + build : 0;
  const stage = step === 0 ? before + stepMs : step < cost.steps ? stepMs : (known?.tailMs ?? 0);
  const after = step < cost.steps ? (cost.steps - step - 1) * stepMs + (known?.tailMs ?? 0) : 0;
  return Math.max(0, stage - elapsedMs) + after;
}

/** The first steps' times say little: what is known of the kind counts as much as so many of them. */
const KNOWN_STEPS = 5;

/** What the picture's own steps and all before it make probable. */
function stepOf(known: number | undefined, own: number | null, step: number): number | undefined {
  if (known === undefined || own === null) return own ?? known;
  const laps = step - 1;
  return (KNOWN_STEPS * known + laps * own) / (KNOWN_STEPS + laps);
}

/** How long pictures made one after another will take; null as soon as one is of an unknown kind. */
export function queueMs(timing: Timing, costs: readonly (Cost | null)[], first: number | null = 0): number | null {
  let total = first;
  let { warm } = timing;
  for (const cost of costs) {
    const own = cost && pictureMs({ ...timing, warm }, cost);
    if (total === null || own === null) return null;
    total += own;
    warm = cost?.kind ?? warm;
  }
  return total;
}
