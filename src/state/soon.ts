// A picture that is about to be made by itself: one second in which it can be seen coming, and stopped.

/** Long enough to read that it comes, and to press Escape. */
const SOON_MS = 1000;
let pending: (() => void) | null = null;

/** Calls `run` after one second in which the page was seen, unless it is stopped before. `ended`: whichever came. */
export function soon(run: () => void, ended: () => void): void {
  stopSoon();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wait);
    pending = null;
    ended();
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') return;
    timer = setTimeout(() => {
      end();
      run();
    }, SOON_MS);
  };
  pending = end;
  document.addEventListener('visibilitychange', wait);
  wait();
}

/** Stops what would come by itself; false where nothing would. */
export function stopSoon(): boolean {
  const end = pending;
  end?.();
  return end !== null;
}
