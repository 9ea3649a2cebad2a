// The page's side of the service worker: starts it, watches for new versions, and lets one take over when the user says so.
import { ownScript } from '../machine/trusted.ts';
import type { OrtBuild, ToWorker } from './messages.ts';

const HOUR = 3_600_000;

export interface Offline {
  /** Asks the worker to keep what computing with this build needs, and the embedded pack where the engine cannot. */
  readonly stock: (build: OrtBuild, pack: boolean) => void;
  /** Lets the waiting version in and loads the page anew. */
  readonly update: () => void;
}

/**
 * Registers the worker of the built page.
 * @param onUpdate a new version waits
 * @throws whatever the browser refuses with; the page works without
 */
export async function registerWorker(onUpdate: () => void): Promise<Offline> {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(ownScript(new URL('sw.js', document.baseURI)), {
    updateViaCache: 'none',
  });
  const active = (await serviceWorker.ready).active;
  const tell = (worker: ServiceWorker | null, message: ToWorker): void => worker?.postMessage(message);
  // A hard reload goes past the worker; what is loaded from here on need not.
  if (!serviceWorker.controller) tell(active, { type: 'claim' });
  watch(registration, onUpdate);
  return {
    stock: (build, pack) => tell(registration.active, { type: 'stock', build, pack }),
    update: () => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      if (registration.waiting) tell(registration.waiting, { type: 'take-over' });
      else location.reload(); // another page let it in
    },
  };
}

/** Hears of a version that waits, now or later; asks for one whenever somebody comes back to the page. */
function watch(registration: ServiceWorkerRegistration, onUpdate: () => void): void {
  const check = (worker: ServiceWorker | null): void => {
    // Without one in charge this is the first visit, and there is nothing to wait for.
    if (worker?.state === 'installed' && registration.active) onUpdate();
  };
  check(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => check(worker));
  });
  let asked = Date.now();
  const ask = (): void => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < HOUR) return;
    asked = Date.now();
    void registration.update().catch(() => undefined); // offline
  };
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, HOUR);
}
