// The list of jobs: changes and questions. Pure.
import type { JobStatus } from '../state/types.ts';
import type { JobInfo, JobState } from '../state/jobTypes.ts';

/** Jobs that have ended are kept for the queue's list as far as this. */
const MAX_ENDED = 120;

export function isActive({ state }: JobInfo): boolean {
  return state.status === 'queued' || isInWork(state);
}

/** True while the engine works, or is asked to work, on it. */
export function isInWork(state: JobState): boolean {
  return state.status === 'loading' || state.status === 'running';
}

export function activeJobs(jobs: readonly JobInfo[]): readonly JobInfo[] {
  return jobs.filter(isActive);
}

export function runningJob(jobs: readonly JobInfo[]): JobInfo | null {
  return jobs.find(({ state }) => isInWork(state)) ?? null;
}

export function nextJob(jobs: readonly JobInfo[]): JobInfo | null {
  return jobs.find(({ state }) => state.status === 'queued') ?? null;
}

/** The list with one job in another state; others stay the same objects. */
export function withState(jobs: readonly JobInfo[], id: string, state: JobState): readonly JobInfo[] {
  return jobs.map((job) => (job.id === id ? { ...job, state } : job));
}

/** The jobs to be made again when this one fails: itself, and its companions that still wait. */
export function toRetry(jobs: readonly JobInfo[], { id, group }: JobInfo): readonly JobInfo[] {
  return jobs.filter((job) => job.id === id || (job.group === group && job.state.status === 'queued'));
}

/** Every job that `which` names and that still waits is cancelled. */
export function withoutWaiting(jobs: readonly JobInfo[], which: (job: JobInfo) => boolean): readonly JobInfo[] {
  return jobs.map((job) =>
    job.state.status === 'queued' && which(job) ? { ...job, state: { status: 'cancelled' } } : job,
  );
}

/** New jobs at the end; the oldest that have ended are forgotten. */
export function withMore(jobs: readonly JobInfo[], more: readonly JobInfo[]): readonly JobInfo[] {
  const ended = jobs.filter((job) => !isActive(job));
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - MAX_ENDED)));
  return [...jobs.filter((job) => !forgotten.has(job)), ...more];
}

/** One job's state for the whole page: of the one in work, else of the one that ended last. */
export function pageStatus(state: JobState): JobStatus {
  switch (state.status) {
    case 'queued':
      return { status: 'loading' };
    case 'running':
      return { status: 'running', step: state.step, steps: state.steps };
    case 'loading':
    case 'done':
    case 'cancelled':
    case 'failed':
      return state;
  }
}
