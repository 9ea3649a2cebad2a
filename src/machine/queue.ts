// One task at a time, in order. A task that is cancelled while it waits never starts. Imports only `abort`.
import { abortable, abortError } from './abort.ts';

export type Queue = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** A queue in which a failed or cancelled task does not hold up the next one. */
export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const run = tail.then(() => {
      if (signal?.aborted) throw abortError();
      return task();
    });
    tail = run.catch(() => undefined);
    return abortable(run, signal);
  };
}
