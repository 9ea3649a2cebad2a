// Newest wins, and nobody starves: one picture at a time is made for the newest wish. A newer one stops it, but not before
// its first preview was seen, so that something new is seen however fast wishes come. Pure but for promises.

export interface LiveLoop<T> {
  /** Makes this the newest wish. */
  readonly want: (wish: T) => void;
  /** Stops the picture in the making and forgets the wish that waits. */
  readonly stop: () => void;
}

/** `previewed` is to be called with the first preview. */
export type LiveRun<T> = (wish: T, signal: AbortSignal, previewed: () => void) => Promise<void>;

/** A rejection of `run` goes to `fail` unless the loop itself had stopped it. */
export function createLiveLoop<T>(run: LiveRun<T>, fail: (error: unknown) => void): LiveLoop<T> {
  let running: { readonly stop: AbortController; seen: boolean } | null = null;
  let waiting: { readonly wish: T } | null = null;

  const begin = (wish: T): void => {
    const mine = { stop: new AbortController(), seen: false };
    running = mine;
    const previewed = (): void => {
      mine.seen = true;
      if (waiting) mine.stop.abort();
    };
    run(wish, mine.stop.signal, previewed)
      .catch((error: unknown) => {
        if (!mine.stop.signal.aborted) fail(error);
      })
      .finally(() => {
        running = null;
        const next = waiting;
        waiting = null;
        if (next) begin(next.wish);
      });
  };
  return {
    want: (wish) => {
      if (!running) return begin(wish);
      waiting = { wish };
      if (running.seen) running.stop.abort();
    },
    stop: () => {
      waiting = null;
      running?.stop.abort();
    },
  };
}
