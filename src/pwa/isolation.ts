// One reload on a host that sends no isolation headers: then the worker answers, with them. Only while nothing can be lost.

const TRIED = 'inkling:isolating';

export interface Circumstances {
  readonly isolated: boolean;
  /** A worker can answer the next load. */
  readonly workers: boolean;
  /** The reload has been tried in this tab and did not help. */
  readonly tried: boolean;
  /** It stands in a frame: only the page around it could bring isolation. */
  readonly framed: boolean;
  /** Somebody pressed, typed or drew, or something is being made. */
  readonly busy: boolean;
}

/** Whether loading the page anew would bring threads and cost nobody anything. Pure. */
export function wantsReload({ isolated, workers, tried, framed, busy }: Circumstances): boolean {
  return !isolated && workers && !tried && !framed && !busy;
}

/** Resolves when the engine may start: at once on an isolated page, else when it is settled that no reload comes. */
export async function isolate(ready: Promise<unknown>, busy: () => boolean): Promise<void> {
  let touched = false;
  for (const name of ['pointerdown', 'keydown'] as const)
    window.addEventListener(name, () => (touched = true), { once: true, capture: true });
  const now = (): Circumstances => ({
    isolated: window.crossOriginIsolated,
    workers: 'serviceWorker' in navigator,
    tried: tried(),
    framed: window.parent !== window,
    busy: touched || busy(),
  });
  if (window.crossOriginIsolated) forget(); // a hard reload later may want it again
  if (!wantsReload(now())) return;
  // Whoever is on a slow line starts with one thread and has more at the next visit.
  const inTime = await Promise.race([ready.then(() => true).catch(() => false), pause(12_000).then(() => false)]);
  if (!inTime || !wantsReload(now())) return;
  remember();
  location.reload();
  await new Promise(() => undefined); // the page goes away
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Storage may be forbidden: then the reload counts as tried, so that it can never go round in circles. */
function tried(): boolean {
  try {
    return sessionStorage.getItem(TRIED) !== null;
  } catch {
    return true;
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(TRIED, '1');
  } catch {
    // See above.
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(TRIED);
  } catch {
    // See above.
  }
}
