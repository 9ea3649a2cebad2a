// Newest wish wins: one task at a time, and while it runs only the latest wish is kept. Pure but for time.
import { isAbort } from '../../workers/errors.ts';

export interface Latest<T> {
  /** Runs `wish` now, or as soon as the running one has ended unless a newer one comes first. */
  readonly want: (wish: T) => void;
  /** Ends the running task and forgets the waiting wish. */
  readonly cancel: () => void;
}

/**
 * Wishes are made true by `run`, whose rejection (but for AbortError) goes to `fail`. A running task that `outdated` says
 * is of no more use is stopped at once; others are let finish, because their result is the best there is for now.
 */
export function createLatest<T>(
  run: (wish: T, signal: AbortSignal) => Promise<void>,
  fail: (error: unknown) => void,
  outdated: (running: T, next: T) => boolean,
): Latest<T> {
  let running: { readonly wish: T; readonly stop: AbortController } | null = null;
  let waiting: { readonly wish: T } | null = null;

  const next = (): void => {
    running = null;
    if (!waiting) return;
    const { wish } = waiting;
    waiting = null;
    begin(wish);
  };
  const begin = (wish: T): void => {
    const mine = { wish, stop: new AbortController() };
    running = mine;
    run(wish, mine.stop.signal)
      .catch((error: unknown) => {
        if (!isAbort(error) && !mine.stop.signal.aborted) fail(error);
      })
      .finally(next);
  };
  return {
    want: (wish) => {
      if (!running) return begin(wish);
      waiting = { wish };
      if (outdated(running.wish, wish)) running.stop.abort();
    },
    cancel: () => {
      waiting = null;
      running?.stop.abort();
    },
  };
}
