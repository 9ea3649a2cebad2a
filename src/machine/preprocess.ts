// The only place that talks to the preprocess worker. A call takes its turn; cancelling one stops the worker at once.
import type {
  ControlMap,
  Params,
  PreprocessApi,
  PreprocessOptions,
  PreprocessProgress,
  StoredWeights,
} from '../../workers/preprocess/api.ts';
import type { Pixels } from '../../workers/engine/api.ts';
import preprocessUrl from '../../workers/preprocess/preprocess.worker.ts?worker&url';
import { AppError, toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import { ownScript } from './trusted.ts';
import { createQueue } from './queue.ts';
import { readEngineOptions } from './urlOptions.ts';

type Spawn = Parameters<typeof connect>[0];

/** The worker gives its memory back after so long without work. */
const IDLE_MS = 60_000;

export interface PreprocessSettings {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: PreprocessProgress) => void;
  /** The image's own file, for what reads more than 8 bits of it. */
  readonly file?: Blob;
}

/** The control map of an image. `params` that are absent take their defaults. */
export type Preprocess = (
  name: string,
  image: Pixels,
  params?: Params,
  settings?: PreprocessSettings,
) => Promise<ControlMap>;

export interface PreprocessService {
  readonly run: Preprocess;
  /** Downloaded weights that are on this device. */
  readonly stored: () => Promise<readonly StoredWeights[]>;
  /** Deletes the downloaded weights of a preprocessor. */
  readonly forget: (name: string) => Promise<void>;
}

/** Preprocessors behind the worker that `spawn` makes. */
export function createPreprocessService(spawn: Spawn, options: () => PreprocessOptions): PreprocessService {
  const line = connect<PreprocessApi>(spawn, { abort: 'terminate', idleMs: IDLE_MS });
  const queue = createQueue();
  const known = <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
    queue(async () => {
      try {
        return await task();
      } catch (error) {
        restartAfter(error);
        throw toAppError(error);
      }
    }, signal);
  /** A dead device stays dead in its worker, and a fault may have left anything behind: the next call gets a new one. */
  const restartAfter = (error: unknown): void => {
    if (error instanceof AppError && (error.code === 'device-lost' || error.code === 'bug')) line.dispose();
  };
  return {
    run: (name, image, params = {}, { signal, onProgress, file } = {}) => {
      const settings = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
      const request = { name, image, params, options: options(), ...(file && { file }) };
      return known(async () => {
        try {
          return await line.run(request, settings);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'device-lost') throw error;
          restartAfter(error);
          return line.run(request, settings);
        }
      }, signal);
    },
    stored: () => known(() => line.storedWeights(undefined)),
    forget: (name) => known(() => line.deleteWeights({ name })),
  };
}

/** The preprocessors of this page. */
export function pagePreprocess(): PreprocessService {
  return createPreprocessService(
    () => new Worker(ownScript(preprocessUrl), { type: 'module', name: 'preprocess' }),
    () => readEngineOptions(location.search, new URL(import.meta.env.BASE_URL, location.href).href),
  );
}
