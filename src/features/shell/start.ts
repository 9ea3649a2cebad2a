// Wakes what makes the page an app. Nothing here is needed for drawing: whatever fails, fails quietly.
import { clear } from '../drawing/draw.ts';
import { isBusy } from '../making/job.ts';
import { importImage } from '../drawing/onDemand.ts';
import { openSheet } from '../../state/sheet.ts';
import { store } from '../../state/store.ts';
import type { BackendInfo } from '../../../workers/engine/api.ts';
import { onOpenedFiles, takeMark, takeShared } from '../../pwa/arrivals.ts';
import { watchInstall } from '../../pwa/install.ts';
import { isolate } from '../../pwa/isolation.ts';
import type { OrtBuild } from '../../pwa/messages.ts';
import { type Offline, registerWorker } from '../../pwa/register.ts';

let offline: Offline | null = null;

export interface Start {
  /** What was on the page before is back. */
  readonly restored: Promise<unknown>;
  /** Opens a file that the system hands over. */
  readonly openFile: (file: File) => void;
}

/** Resolves when the engine may start. */
export async function startApp({ restored, openFile }: Start): Promise<void> {
  watchInstall((installable) => store.setState({ installable }));
  void restored.finally(() => {
    onOpenedFiles(openFile);
    if (takeMark('new')) clear();
    if (takeMark('gallery')) openSheet('gallery');
    void takeShared().then((picture) => picture && importImage(picture));
  });
  // Dev has no worker: it would serve yesterday's page.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const first = window.crossOriginIsolated ? idle() : Promise.resolve();
  const registered = first.then(() => registerWorker(() => store.setState({ update: true })));
  registered.then(keepOffline).catch(() => undefined);
  await isolate(registered, () => isBusy(store.getState().job));
}

/** Lets a waiting version in; everything on the page is stored and comes back. */
export function reloadForUpdate(): void {
  if (offline) offline.update();
  else location.reload();
}

/** Once the first model is there (its download is more urgent), what computes it is kept too. */
async function keepOffline(registered: Offline): Promise<void> {
  offline = registered;
  await ready();
  const { engine } = store.getState();
  if (engine.status === 'ready') registered.stock(buildOf(engine.backend), !(await hasDisk()));
}

/** Whether the engine can keep packs by itself: WebKitGTK and some private windows have no file system for it. */
async function hasDisk(): Promise<boolean> {
  try {
    return Boolean(await navigator.storage.getDirectory());
  } catch {
    return false;
  }
}

/** Waits for the engine without starting it. */
function ready(): Promise<void> {
  return new Promise((done) => {
    const look = (): boolean => store.getState().engine.status === 'ready';
    if (look()) return done();
    const stop = store.subscribe(() => {
      if (!look()) return;
      stop();
      done();
    });
  });
}

function buildOf({ kind }: BackendInfo): OrtBuild {
  if (kind !== 'webgpu') return 'wasm';
  return 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
}

function idle(): Promise<void> {
  return new Promise((done) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => done(), { timeout: 3000 });
    else setTimeout(done, 1000); // Safari
  });
}
