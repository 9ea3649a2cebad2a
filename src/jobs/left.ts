// How much time is left: of the picture in the making, and of all that were asked for. Pure.
import { leftMs, queueMs } from './estimate.ts';
import type { Timing } from '../state/jobs.ts';
import { nextJob, runningJob } from './list.ts';
import type { JobInfo } from '../state/jobTypes.ts';

export interface TimeLeft {
  /** Milliseconds; null while nobody can know. */
  readonly picture: number | null;
  readonly queue: number | null;
  /** Pictures that wait. */
  readonly waiting: number;
}

export function timeLeft(jobs: readonly JobInfo[], timing: Timing, nowMs: number): TimeLeft {
  const running = runningJob(jobs);
  const waiting = jobs.filter(({ state }) => state.status === 'queued');
  const picture = running ? runningMs(running, timing, nowMs) : nextJob(jobs) ? 0 : null;
  // After the running picture its kind is the one whose graphs are built.
  const after = running?.cost ? { ...timing, warm: running.cost.kind } : timing;
  const costs = waiting.map(({ cost }) => cost);
  return { picture: running ? picture : null, queue: queueMs(after, costs, picture), waiting: waiting.length };
}

function runningMs({ cost, state }: JobInfo, timing: Timing, nowMs: number): number | null {
  if (!cost) return null;
  if (state.status !== 'running') return leftMs(timing, { cost, step: 0, elapsedMs: 0, ownStepMs: null });
  const { step, steps, sinceMs, stepMs } = state;
  return leftMs(timing, { cost: { ...cost, steps }, step, elapsedMs: nowMs - sinceMs, ownStepMs: stepMs });
}

/** A duration as somebody would say it: seconds up to a minute and a half, then minutes. At least one second. */
export function roundTime(ms: number): { readonly unit: 'seconds' | 'minutes'; readonly count: number } {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return { unit: 'seconds', count: seconds };
  return { unit: 'minutes', count: Math.round(seconds / 60) };
}
