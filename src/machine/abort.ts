// Small helpers for AbortSignals. Imports nothing.

/** The promise, or an AbortError as soon as the signal says so; what the promise started goes on. */
export function abortable<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(abortError());
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** What every cancelled call rejects with. */
export function abortError(): DOMException {
  return new DOMException('The call was cancelled.', 'AbortError');
}
