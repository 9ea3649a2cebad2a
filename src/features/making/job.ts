// The picture in the making as the page sees it, and how many are asked for at once.
import { store } from '../../state/store.ts';
import type { JobStatus } from '../../state/types.ts';

export const MAX_BATCH = 16;

export function setBatch(count: number): void {
  store.setState({ batch: Math.max(1, Math.min(MAX_BATCH, Math.round(count))) });
}

/** Puts the error away; the last finished picture is there again. */
export function dismissError(): void {
  store.setState((state) => ({ job: { status: state.result ? 'done' : 'idle' } }));
}

/** True while a picture is in the making. */
export function isBusy(job: JobStatus): boolean {
  return job.status === 'loading' || job.status === 'running';
}
