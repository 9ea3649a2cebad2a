// The only place that talks to the preprocess worker. A call takes its turn; cancelling one stops the worker at once.
import type { Params, PreprocessApi, PreprocessOptions, PreprocessProgress } from '../../workers/preprocess/api.ts';
import type { Pixels } from '../../workers/engine/api.ts';
import { toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import { createQueue } from './queue.ts';
import { readEngineOptions } from './urlOptions.ts';

type Spawn = Parameters<typeof connect>[0];

/** The worker gives its memory back after so long without work. */
const IDLE_MS = 60_000;

export interface PreprocessSettings {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: PreprocessProgress) => void;
}

/** The control map of an image. `params` that are absent take their defaults. */
export type Preprocess = (
  name: string,
  image: Pixels,
  params?: Params,
  settings?: PreprocessSettings,
) => Promise<Pixels>;

/** Preprocessors behind the worker that `spawn` makes. */
export function createPreprocessService(spawn: Spawn, options: () => PreprocessOptions): Preprocess {
  const line = connect<PreprocessApi>(spawn, { abort: 'terminate', idleMs: IDLE_MS });
  const queue = createQueue();
  return (name, image, params = {}, { signal, onProgress } = {}) =>
    queue(async () => {
      try {
        const request = { name, image, params, options: options() };
        return await line.run(request, { ...(signal && { signal }), ...(onProgress && { onProgress }) });
      } catch (error) {
        throw toAppError(error);
      }
    }, signal);
}

/** The preprocessors of this page. */
export function pagePreprocess(): Preprocess {
  return createPreprocessService(
    () =>
      new Worker(new URL('../../workers/preprocess/preprocess.worker.ts', import.meta.url), {
        type: 'module',
        name: 'preprocess',
      }),
    () => readEngineOptions(location.search, new URL(import.meta.env.BASE_URL, location.href).href),
  );
}
