// Waiting for a network: not for ever, and between two attempts.

/** The promise, unless nothing comes for so long: a half-open connection never ends by itself. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stalled = (): void => reject(new TypeError(`nothing came for ${milliseconds} ms`));
    const timer = setTimeout(stalled, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @throws whatever the signal was aborted with */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
    if (signal?.aborted) reject(signal.reason as Error);
  });
}
