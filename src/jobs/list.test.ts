import { expect, it } from 'vitest';
import { activeJobs, nextJob, runningJob, toRetry, withMore, withoutWaiting, withState } from './list.ts';
import type { JobInfo, JobState } from '../state/jobTypes.ts';

const job = (id: string, status: 'queued' | 'done' | 'loading' = 'queued', group = 'g'): JobInfo => ({
  id,
  group,
  words: '',
  seed: 1,
  size: { width: 1, height: 1 },
  cost: null,
  state: { status },
});
const states = (jobs: readonly JobInfo[]): JobState['status'][] => jobs.map(({ state }) => state.status);

it('takes jobs in the order in which they came', () => {
  const jobs = withMore([job('a', 'done')], [job('b'), job('c')]);
  expect(nextJob(jobs)?.id).toBe('b');
  expect(nextJob(withState(jobs, 'b', { status: 'loading' }))?.id).toBe('c');
});

it('knows the one in work and those that are not over', () => {
  const jobs = [job('a', 'done'), job('b', 'loading'), job('c')];
  expect(runningJob(jobs)?.id).toBe('b');
  expect(activeJobs(jobs).map(({ id }) => id)).toEqual(['b', 'c']);
});

it('cancels only what waits and was meant', () => {
  const jobs = [job('a', 'loading', 'x'), job('b', 'queued', 'x'), job('c', 'queued', 'y')];
  expect(states(withoutWaiting(jobs, ({ group }) => group === 'x'))).toEqual(['loading', 'cancelled', 'queued']);
});

it('forgets the oldest that have ended, never one that waits', () => {
  const ended = Array.from({ length: 200 }, (_, i) => job(`e${i}`, 'done'));
  const jobs = withMore([job('first'), ...ended], [job('new')]);
  expect(jobs.length).toBe(122);
  expect(jobs[0]?.id).toBe('first');
  expect(jobs[1]?.id).toBe('e80');
});

it('leaves untouched jobs as the same objects', () => {
  const jobs = [job('a'), job('b')];
  expect(withState(jobs, 'a', { status: 'done' })[1]).toBe(jobs[1]);
});

it('makes again what failed and its companions that were still to come, and no more', () => {
  const jobs = [job('a', 'done'), job('b', 'loading'), job('c'), job('d', 'queued', 'other')];
  expect(toRetry(jobs, job('b')).map(({ id }) => id)).toEqual(['b', 'c']);
});
