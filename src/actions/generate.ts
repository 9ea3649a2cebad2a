// Generate and cancel: at most one picture of the page is wanted at a time, and the newest wish wins.
import { isAbort } from '../../workers/errors.ts';
import { hasWish, pageRequest } from '../control/pageRequest.ts';
import { announcePicture } from '../results/keep.ts';
import { recordOf } from '../results/record.ts';
import { dropPreview, showPicture, showPreview } from '../services/resultStage.ts';
import { failureOf } from '../services/engine.ts';
import { toImageData } from '../services/inkling.ts';
import { engine, queue } from './page.ts';
import { randomSeed, toJob } from '../services/request.ts';
import { store } from '../store/store.ts';
import type { JobStatus } from '../store/types.ts';
import { notify } from './notice.ts';

let current: AbortController | null = null;

/** Makes a picture of the drawing and the words; a picture in the making gives way. */
export async function generate(): Promise<void> {
  const state = store.getState();
  if (!hasWish(state)) {
    notify('Draw something or write a few words first.');
    return;
  }
  current?.abort();
  const controller = new AbortController();
  current = controller;
  const { signal } = controller;
  const setJob = (job: JobStatus): void => {
    if (current === controller) store.setState({ job });
  };
  if (!state.seed.locked) store.setState({ seed: { value: randomSeed(), locked: false } });
  setJob({ status: 'loading' });
  try {
    await queue(() => run(signal, setJob), signal);
    setJob({ status: 'done' });
  } catch (error) {
    if (current === controller) dropPreview();
    setJob(isAbort(error) ? { status: 'cancelled' } : { status: 'failed', error: failureOf(error) });
  }
}

/** Stops the picture in the making; the last finished one stays. */
export function cancel(): void {
  current?.abort();
}

/** Puts the error away; the last finished picture is there again. */
export function dismissError(): void {
  store.setState((state) => ({ job: { status: state.result ? 'done' : 'idle' } }));
}

/** True while a picture is in the making. */
export function isBusy(job: JobStatus): boolean {
  return job.status === 'loading' || job.status === 'running';
}

async function run(signal: AbortSignal, setJob: (job: JobStatus) => void): Promise<void> {
  await engine.ready(signal);
  const state = store.getState();
  if (!state.pack) throw new Error('No pack is loaded.');
  const job = toJob(pageRequest(state, state.pack), state.pack, randomSeed);
  setJob({ status: 'running', step: 0, steps: job.steps });
  const picture = await engine.generate(job, {
    signal,
    onStep: ({ step, steps, preview }) => {
      if (signal.aborted) return preview?.close();
      if (preview) showPreview(preview);
      setJob({ status: 'running', step, steps });
    },
  });
  if (signal.aborted) return;
  const image = toImageData(picture.pixels);
  await showPicture(image);
  const { seed, backend, metadata, timings } = picture;
  const { width, height } = picture.pixels;
  store.setState({ result: { seed, backend, metadata, width, height, totalMs: timings.total } });
  const record = recordOf(picture, state, { id: crypto.randomUUID(), createdAt: Date.now() });
  // The picture is here and shown: what fails now is the keeping.
  announcePicture(record, image).catch((error: unknown) => notify(failureOf(error).message));
}
