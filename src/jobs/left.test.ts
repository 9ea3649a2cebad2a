import { expect, it } from 'vitest';
import type { Timing } from '../state/jobs.ts';
import { roundTime, timeLeft } from './left.ts';
import type { JobInfo, JobState } from '../state/jobTypes.ts';

const timing: Timing = { kinds: { a: { stepMs: 100, headMs: 50, tailMs: 50, buildMs: 0 } }, warm: 'a' };
const job = (state: JobState, kind: string | null = 'a'): JobInfo => ({
  id: crypto.randomUUID(),
  group: 'g',
  words: '',
  seed: 1,
  size: { width: 1, height: 1 },
  cost: kind === null ? null : { kind, steps: 4 },
  state,
});
const running = (step: number): JobState => ({ status: 'running', step, steps: 4, sinceMs: 1000, stepMs: null });

it('adds the rest of the running picture and the waiting ones', () => {
  const jobs = [job({ status: 'done' }), job(running(2)), job({ status: 'queued' }), job({ status: 'queued' })];
  // 40 ms into the third of four steps: 60 + 100 + 50; each of the others: 50 + 400 + 50
  expect(timeLeft(jobs, timing, 1040)).toEqual({ picture: 210, queue: 1210, waiting: 2 });
});

it('says nothing of what nobody can know', () => {
  expect(timeLeft([job(running(0)), job({ status: 'queued' }, null)], timing, 1000)).toEqual({
    picture: 500,
    queue: null,
    waiting: 1,
  });
  expect(timeLeft([], timing, 0)).toEqual({ picture: null, queue: null, waiting: 0 });
});

it.each([
  [10, 'seconds', 1],
  [1600, 'seconds', 2],
  [89_000, 'seconds', 89],
  [100_000, 'minutes', 2],
  [3_600_000, 'minutes', 60],
] as const)('%d ms are %s: %d', (ms, unit, count) => expect(roundTime(ms)).toEqual({ unit, count }));
