// Generate and cancel: at most one picture of the page is wanted at a time, and the newest wish wins.
import type { Job, PackInfo, Pixels } from '../../workers/engine/api.ts';
import { isAbort } from '../../workers/errors.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { renderHint } from '../drawing/paint.ts';
import { netFor } from '../photo/nets.ts';
import { mapOf } from '../photo/stock.ts';
import { dropPreview, showPicture, showPreview } from '../services/resultStage.ts';
import { isBlank } from '../drawing/strokes.ts';
import { failureOf } from '../services/engine.ts';
import { toImageData } from '../services/inkling.ts';
import { engine, queue } from './page.ts';
import { randomSeed, toJob } from '../services/request.ts';
import type { ControlRequest } from '../services/requestTypes.ts';
import { hintMap } from '../store/hint.ts';
import { effectiveSettings } from '../store/settings.ts';
import { store } from '../store/store.ts';
import type { AppState, JobStatus } from '../store/types.ts';
import { notify } from './notice.ts';

let current: AbortController | null = null;

/** Makes a picture of the drawing and the words; a picture in the making gives way. */
export async function generate(): Promise<void> {
  const state = store.getState();
  if (!hintMap(state) && isBlank(state.drawing.present) && state.prompt.trim() === '') {
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
  const job = jobOf(store.getState());
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
  await showPicture(toImageData(picture.pixels));
  const { seed, backend, metadata, timings } = picture;
  const { width, height } = picture.pixels;
  store.setState({ result: { seed, backend, metadata, width, height, totalMs: timings.total } });
}

/** The page as a job. */
function jobOf(state: AppState): Job {
  const { prompt, negativePrompt, overrides, seed, pack } = state;
  if (!pack) throw new Error('No pack is loaded.');
  const { controlWeight, ...rest } = effectiveSettings(overrides, pack);
  const hint = hintOf(state, pack, rest);
  const controls = hint ? [{ ...hint, weight: controlWeight }] : [];
  const negative = negativePrompt.trim() === '' ? pack.defaults.negativePrompt : negativePrompt;
  const request = { ...rest, prompt, negativePrompt: negative, seed: seed.value, controls };
  return toJob(request, pack, randomSeed);
}

/** The map for the net of its kind where the user chose so, else the drawing for the net made for scribbles. */
function hintOf(
  state: AppState,
  pack: PackInfo,
  { width, height }: { readonly width: number; readonly height: number },
): ControlRequest<Pixels> | null {
  const map = hintMap(state);
  const pixels = mapOf(map?.id)?.pixels;
  if (map && pixels) return { image: pixels, resize: state.photo.resize, ...netOf(pack, map.kind) };
  const { present } = state.drawing;
  if (isBlank(present)) return null;
  return { image: renderHint(present, width, height), ...netOf(pack, 'threshold') };
}

function netOf(pack: PackInfo, kind: PreprocessorName): { readonly net?: string } {
  const net = netFor(pack, kind);
  return net ? { net: net.name } : {};
}
