// Live: the picture is made again with every change of the page, in few steps and with the same seed.
// Pictures that were asked for come first; of the live ones only the last is kept when the drawing rests.
import type { StepEvent } from '../../../workers/engine/api.ts';
import { hasWish, pageRequest } from '../../control/pageRequest.ts';
import { hand } from '../../drawing/inHand.ts';
import { saidFailure } from '../../i18n/said.ts';
import { costOf } from '../../jobs/cost.ts';
import { activeJobs } from '../../jobs/list.ts';
import { changeBetween, liveKey } from '../../jobs/liveKey.ts';
import { createLiveLoop } from '../../jobs/liveLoop.ts';
import { liveSteps, paceOf } from '../../jobs/pace.ts';
import type { Live } from '../../state/jobs.ts';
import { failureOf } from '../../machine/failure.ts';
import { toJob } from '../../machine/request.ts';
import { randomSeed } from '../../machine/seed.ts';
import { dropPreview } from '../../machine/resultStage.ts';
import { effectiveSettings } from '../../state/settings.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { outdatePreviews, prepareLive, showLivePreview } from './liveClean.ts';
import { keepFresh, keepLater, takeFresh } from './liveKeep.ts';
import { notify } from '../../notices/notice.ts';
import { engine, queue } from '../models/page.ts';
import { learnFrom, stepWatch } from './runner.ts';

/** A pause in typing after which the words are taken for meant. */
const WORDS_MS = 350;

const loop = createLiveLoop<AppState>(make, (error) => {
  setLive(false);
  notify(saidFailure(failureOf(error)));
});
let stops: readonly (() => void)[] = [];

/** Switches live drawing on or off. */
export function setLive(on: boolean): void {
  if (store.getState().live.on === on) return;
  patch({ on, status: 'rests' });
  if (on) {
    stops = [watchPage(), watchHand()];
    want(store.getState());
  } else {
    for (const stop of stops) stop();
    loop.stop();
    outdatePreviews();
    dropPreview();
    keepFresh();
  }
}

export function toggleLive(): void {
  setLive(!store.getState().live.on);
}

function watchPage(): () => void {
  let seen = liveKey(store.getState());
  let wasBusy = false;
  let missed = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const stop = store.subscribe((state) => {
    const busy = activeJobs(state.jobs).length > 0;
    const key = liveKey(state);
    const change = changeBetween(seen, key);
    seen = key;
    if (busy && !wasBusy) {
      loop.stop();
      outdatePreviews();
    }
    if (busy) missed ||= change !== 'none';
    else if (change === 'drawing' || (wasBusy && missed)) want(state);
    else if (change === 'words') {
      clearTimeout(pause);
      pause = setTimeout(() => want(store.getState()), WORDS_MS);
    }
    if (!busy) missed = false;
    wasBusy = busy;
    const status = busy ? 'waits' : state.live.status === 'waits' ? 'rests' : state.live.status;
    if (status !== state.live.status) patch({ status });
  });
  return () => {
    clearTimeout(pause);
    stop();
  };
}

/** Where previews come soon enough, the picture follows the hand before it lifts. */
function watchHand(): () => void {
  return hand.listen((drawing) => {
    const state = store.getState();
    if (!drawing || state.live.pace !== 'drawing' || activeJobs(state.jobs).length > 0) return;
    loop.want({ ...state, drawing: { ...state.drawing, present: drawing } });
  });
}

function want(state: AppState): void {
  if (activeJobs(state.jobs).length > 0 || !hasWish(state)) return;
  loop.want(state);
}

async function make(page: AppState, signal: AbortSignal, previewed: () => void): Promise<void> {
  patch({ status: 'draws' });
  keepLater(null);
  try {
    await queue(() => draw(page, signal, previewed), signal);
  } finally {
    if (store.getState().live.status === 'draws') patch({ status: 'rests' });
  }
}

async function draw(page: AppState, signal: AbortSignal, previewed: () => void): Promise<void> {
  const pack = await engine.ready(signal);
  const { steps } = effectiveSettings(page.overrides, pack);
  const asked = performance.now();
  const request = { ...pageRequest(page, pack), steps: liveSteps(steps) };
  const job = { ...toJob(request, pack, randomSeed), yields: true };
  prepareLive(page, job);
  const watch = stepWatch();
  const onStep = ({ step, preview }: StepEvent): void => {
    if (signal.aborted) return preview?.close();
    const now = watch.lap();
    if (preview) showLivePreview(preview, page);
    if (step === 1) {
      measure(now - asked);
      store.setState({ view: { kind: 'picture' }, following: true });
      previewed();
    }
  };
  const picture = await engine.generate(job, { signal, onStep });
  signal.throwIfAborted();
  learnFrom(costOf(job, pack.id), picture, watch);
  outdatePreviews();
  await takeFresh(picture, page);
}

/** A new measure of the time to the first preview; one hiccup among many changes little. */
function measure(ms: number): void {
  const { firstMs, pace } = store.getState().live;
  const mean = firstMs === null ? ms : firstMs + 0.4 * (ms - firstMs);
  patch({ firstMs: mean, pace: paceOf(mean, pace) });
}

function patch(part: Partial<Live>): void {
  store.setState(({ live }) => ({ live: { ...live, ...part } }));
}
