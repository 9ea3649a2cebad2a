// The only place that talks to the engine worker: starts it, loads packs, and starts it again after it died.
import type {
  BackendInfo,
  EngineApi,
  EngineOptions,
  Job,
  LoadProgress,
  PackInfo,
  PackRef,
  Picture,
  StepEvent,
} from '../../workers/engine/api.ts';
import { AppError, isAbort, toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import type { EngineStatus, Failure } from '../store/types.ts';
import { abortable } from './abort.ts';
import { readEngineOptions } from './urlOptions.ts';

type Spawn = Parameters<typeof connect>[0];
const DEFAULT_PACK: PackRef = { id: 'inkling-mini' };
/** Progress reports closer together than this are left out; no eye could read them. */
const PROGRESS_MS = 50;

export interface EngineService {
  readonly backend: () => BackendInfo | null;
  readonly packs: (signal?: AbortSignal) => Promise<readonly PackInfo[]>;
  /** The loaded pack; starts the engine and loads the last pack asked for (or the default one) when needed. */
  readonly ready: (signal?: AbortSignal) => Promise<PackInfo>;
  readonly loadPack: (
    ref: PackRef,
    options?: { signal?: AbortSignal; onProgress?: (event: LoadProgress) => void },
  ) => Promise<PackInfo>;
  readonly generate: (
    job: Job,
    options: { signal?: AbortSignal; onStep?: (event: StepEvent) => void },
  ) => Promise<Picture>;
}

/** An engine behind the worker that `spawn` makes; `report` hears every change of its status. */
export function createEngine(
  spawn: Spawn,
  options: () => EngineOptions,
  report: (status: EngineStatus) => void,
): EngineService {
  let backend: BackendInfo | null = null;
  let starting: Promise<BackendInfo> | null = null;
  let loading: Promise<PackInfo> | null = null;
  let current = DEFAULT_PACK;

  const forget = (): void => {
    starting = loading = null;
  };
  const line = connect<EngineApi>(spawn, { abort: 'message', onDeath: forget });
  const restartAfter = (error: unknown): void => {
    if (!(error instanceof AppError) || (error.code !== 'bug' && error.code !== 'device-lost')) return;
    forget();
    line.dispose();
  };

  const start = (): Promise<BackendInfo> => {
    if (!starting) report({ status: 'starting' });
    starting ??= line.start(options()).then((info) => (backend = info));
    return starting;
  };

  const load = async (
    ref: PackRef,
    signal?: AbortSignal,
    onProgress?: (event: LoadProgress) => void,
  ): Promise<PackInfo> => {
    const info = await start();
    report({ status: 'loading', backend: info, progress: null });
    const throttled = throttle((progress: LoadProgress) => report({ status: 'loading', backend: info, progress }));
    const listen = (event: LoadProgress): void => (throttled(event), onProgress?.(event));
    const pack = await line.loadPack(ref, { onProgress: listen, ...(signal && { signal }) });
    report({ status: 'ready', backend: info, pack });
    return pack;
  };

  /** Makes `promise` the load that everybody waits for; after a failure the next call tries again. */
  const adopt = (promise: Promise<PackInfo>): Promise<PackInfo> => {
    const mine = promise.catch((error: unknown) => {
      const known = toAppError(error);
      if (loading === mine) loading = null;
      restartAfter(known);
      if (known instanceof AppError) report({ status: 'failed', error: failureOf(known) });
      else report({ status: 'idle' });
      throw known;
    });
    loading = mine;
    return mine;
  };

  const ready = (signal?: AbortSignal): Promise<PackInfo> => abortable(loading ?? adopt(load(current)), signal);

  return {
    backend: () => backend,
    ready,
    packs: (signal) => abortable(start(), signal).then(() => line.packs(null, signal ? { signal } : {})),
    loadPack: async (ref, { signal, onProgress } = {}) => {
      const before = current;
      const previous = loading ?? Promise.resolve();
      current = ref;
      try {
        return await adopt(previous.catch(() => undefined).then(() => load(ref, signal, onProgress)));
      } catch (error) {
        if (current === ref) current = before;
        throw error;
      }
    },
    generate: async (job, { signal, onStep }) => {
      await ready(signal);
      try {
        const onProgress = onStep ?? ((event: StepEvent): void => event.preview?.close());
        return await line.generate(job, { onProgress, ...(signal && { signal }) });
      } catch (error) {
        restartAfter(error);
        throw toAppError(error);
      }
    },
  };
}

/** The error as plain data for the store; a cancelled call is no failure. */
export function failureOf(error: unknown): Failure {
  const known = toAppError(error);
  if (known instanceof AppError) return { code: known.code, message: known.message, hint: known.hint };
  return { code: 'bug', message: isAbort(known) ? 'The call was cancelled.' : known.message, hint: '' };
}

function throttle<T>(send: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    send(value);
  };
}

/** The engine of this page, as its address asks for it. */
export function pageEngine(report: (status: EngineStatus) => void): EngineService {
  return createEngine(
    () =>
      new Worker(new URL('../../workers/engine/engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
    () => readEngineOptions(location.search, new URL(import.meta.env.BASE_URL, location.href).href),
    report,
  );
}
