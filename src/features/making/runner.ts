// The page's queue: one picture after the other, in the order in which they were asked for.
// Each takes its own place in the engine's line, so that `window.inkling` gets its turn between two of ours.
import { isAbort } from '../../../workers/errors.ts';
import type { Picture, StepEvent } from '../../../workers/engine/api.ts';
import { saidFailure } from '../../i18n/said.ts';
import { costOf } from '../../jobs/cost.ts';
import { learn } from '../../jobs/estimate.ts';
import { activeJobs, nextJob, pageStatus, toRetry, withMore, withoutWaiting, withState } from '../../jobs/list.ts';
import type { Cost, Group, JobInfo, JobState } from '../../state/jobTypes.ts';
import type { Wish } from '../../jobs/wish.ts';
import { type Failure, failureOf } from '../../machine/failure.ts';
import { toJob } from '../../machine/request.ts';
import { randomSeed } from '../../machine/seed.ts';
import { dropPreview, showPreview } from '../../machine/resultStage.ts';
import { effectiveSettings } from '../../state/settings.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { notify } from '../../notices/notice.ts';
import { engine, queue } from '../models/page.ts';
import { takePicture } from './takePicture.ts';

const wishes = new Map<string, Wish>();
/** What the error on the page stands for. */
let failed: { readonly error: Failure; readonly wishes: readonly Wish[] } | null = null;
let current: { readonly id: string; readonly stop: AbortController } | null = null;

/** Puts wishes at the end of the queue as one group; it starts as soon as nothing else is in work. */
export function enqueue(asked: readonly Wish[], { kind, axes }: Pick<Group, 'kind' | 'axes'>): Group {
  failed = null;
  const jobs = asked.map((wish) => ({ id: crypto.randomUUID(), wish }));
  const group: Group = {
    id: crypto.randomUUID(),
    kind,
    jobs: jobs.map(({ id }) => id),
    ...(axes && { axes }),
  };
  for (const { id, wish } of jobs) wishes.set(id, wish);
  const infos = jobs.map(({ id, wish }) => infoOf(id, wish, group.id));
  store.setState((state) => ({ jobs: withMore(state.jobs, infos), groups: [...state.groups, group] }));
  void pump();
  return group;
}

/** What was asked for and is not made yet, in its order. */
export function unfinished(): readonly Wish[] {
  return activeJobs(store.getState().jobs).flatMap(({ id }) => wishes.get(id) ?? []);
}

/** Asks once more for what failed, as it was asked for then. False where the error on the page is not of a picture from here. */
export function enqueueFailed(): boolean {
  const { job } = store.getState();
  if (!failed || job.status !== 'failed' || job.error !== failed.error) return false;
  enqueue(failed.wishes, { kind: failed.wishes.length > 1 ? 'batch' : 'single' });
  return true;
}

/** Stops the picture in work; those that wait go on. */
export function cancelRunning(): void {
  current?.stop.abort();
}

/** Takes one job out, wherever it is. */
export function cancelJob(id: string): void {
  cancelWhere((job) => job.id === id);
}

export function cancelAll(): void {
  cancelWhere(() => true);
}

export function cancelGroup(group: string): void {
  cancelWhere((job) => job.group === group);
}

function cancelWhere(which: (job: JobInfo) => boolean): void {
  const running = store.getState().jobs.find(({ id }) => id === current?.id);
  store.setState((state) => ({ jobs: withoutWaiting(state.jobs, which) }));
  forgetEnded();
  if (running && which(running)) cancelRunning();
}

function infoOf(id: string, wish: Wish, group: string): JobInfo {
  const { page, seed } = wish;
  const { width, height } = effectiveSettings(page.overrides, page.pack);
  const { prompt: words, pack } = page;
  return { id, group, words, seed, size: { width, height }, cost: pack && costFor(wish, pack), state: QUEUED };
}

const QUEUED: JobState = { status: 'queued' };

/** What the wish will cost; null when it makes no sense, which its turn will tell. */
function costFor(wish: Wish, pack: NonNullable<AppState['pack']>): Cost | null {
  try {
    return costOf(
      toJob(wish.request(pack), pack, () => 0),
      pack.id,
    );
  } catch {
    return null;
  }
}

async function pump(): Promise<void> {
  if (current) return;
  const job = nextJob(store.getState().jobs);
  const wish = job && wishes.get(job.id);
  if (!wish) return;
  const stop = new AbortController();
  current = { id: job.id, stop };
  showGroupOf(job);
  setState(job, { status: 'loading' });
  try {
    await queue(() => make(job, wish, stop.signal), stop.signal);
    setState(job, { status: 'done' });
  } catch (error) {
    dropPreview();
    if (isAbort(error)) setState(job, { status: 'cancelled' });
    else fail(job, failureOf(error));
  } finally {
    current = null;
    forgetEnded();
    void pump();
  }
}

/** What made one fail would make its companions fail: one error is enough, said in passing where others still wait. */
function fail(job: JobInfo, error: Failure): void {
  const again = toRetry(store.getState().jobs, job).flatMap(({ id }) => wishes.get(id) ?? []);
  failed = { error, wishes: again };
  store.setState((state) => ({ jobs: withoutWaiting(state.jobs, ({ group }) => group === job.group) }));
  setState(job, { status: 'failed', error });
  if (nextJob(store.getState().jobs)) notify(saidFailure(error));
}

/** The result's place turns to a group when its first picture is begun, unless the user looks at something else. */
function showGroupOf({ id, group }: JobInfo): void {
  store.setState(({ following, groups }) => {
    const own = groups.find((each) => each.id === group);
    if (!following || own?.jobs[0] !== id) return {};
    return { view: own.jobs.length > 1 ? { kind: 'group', group } : { kind: 'picture' } };
  });
}

function setState({ id }: JobInfo, next: JobState): void {
  store.setState((state) => {
    const jobs = withState(state.jobs, id, next);
    // Between two pictures of a queue the page is as busy as before.
    return { jobs, job: isOver(next) && nextJob(jobs) ? { status: 'loading' } : pageStatus(next) };
  });
}

function isOver({ status }: JobState): boolean {
  return status === 'done' || status === 'cancelled' || status === 'failed';
}

function forgetEnded(): void {
  const active = new Set(activeJobs(store.getState().jobs).map(({ id }) => id));
  for (const id of wishes.keys()) if (!active.has(id)) wishes.delete(id);
}

async function make(info: JobInfo, wish: Wish, signal: AbortSignal): Promise<void> {
  const pack = await engine.ready(signal);
  const job = toJob(wish.request(pack), pack, randomSeed);
  const cost = costOf(job, pack.id);
  store.setState((state) => ({ jobs: state.jobs.map((each) => (each.id === info.id ? { ...each, cost } : each)) }));
  const watch = stepWatch();
  const onStep = ({ step, steps, preview }: StepEvent): void => {
    if (signal.aborted) return preview?.close();
    if (preview) showPreview(preview);
    setState(info, { status: 'running', step, steps, sinceMs: watch.lap(), stepMs: watch.meanMs() });
  };
  setState(info, { status: 'running', step: 0, steps: cost.steps, sinceMs: performance.now(), stepMs: null });
  const picture = await engine.generate(job, { signal, onStep });
  signal.throwIfAborted();
  learnFrom(cost, picture, watch);
  await takePicture(picture, wish.page, { id: info.id, group: info.group });
}

/** Remembers how long that took, for the next estimate. */
export function learnFrom(cost: Cost, { timings }: Picture, watch: StepWatch): void {
  const { denoise, decode, total, sessionRuns } = timings;
  const sample = { denoiseMs: denoise, decodeMs: decode, totalMs: total, sessionMs: sessionRuns };
  const steps = watch.count() || cost.steps;
  store.setState(({ timing }) => ({
    timing: learn(timing, { kind: cost.kind, steps, stepMs: watch.meanMs(), ...sample }),
  }));
}

export interface StepWatch {
  /** A step has ended; the time. */
  readonly lap: () => number;
  readonly count: () => number;
  /** Mean time from one step's end to the next; null before the second. */
  readonly meanMs: () => number | null;
}

export function stepWatch(): StepWatch {
  let first = 0;
  let last = 0;
  let count = 0;
  return {
    lap: () => {
      last = performance.now();
      if (count++ === 0) first = last;
      return last;
    },
    count: () => count,
    meanMs: () => (count < 2 ? null : (last - first) / (count - 1)),
  };
}
