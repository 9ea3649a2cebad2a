// What the page keeps on this device, measured, and how all of it is thrown away.

export interface Space {
  readonly usedBytes: number;
  /** What the browser would allow; 0 where it does not tell. */
  readonly quotaBytes: number;
  /** The browser promised not to clear it by itself. */
  readonly persisted: boolean;
}

export async function readSpace(): Promise<Space> {
  const { storage } = navigator;
  const [estimate, persisted] = await Promise.all([
    storage?.estimate().catch(() => ({})) ?? {},
    storage?.persisted().catch(() => false) ?? false,
  ]);
  const { usage = 0, quota = 0 }: StorageEstimate = estimate;
  return { usedBytes: usage, quotaBytes: quota, persisted };
}

/** Asks the browser to clear nothing by itself. */
export async function askToPersist(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** The caches of the service worker: the page and what computes, for when there is no network. */
export async function offlineBytes(): Promise<number> {
  if (!('caches' in window)) return 0;
  let bytes = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const response of await cache.matchAll()) bytes += (await response.blob()).size;
  }
  return bytes;
}

const ERASE = 'inkling:erase';

/** Throws everything away: at the next load, before anything is open. */
export function eraseEverything(): void {
  sessionStorage.setItem(ERASE, '1');
  location.reload();
}

/** Does what `eraseEverything` asked for. False where something is still there: held open by another tab, say. */
export async function eraseIfAsked(): Promise<boolean> {
  try {
    if (sessionStorage.getItem(ERASE) === null) return true;
    sessionStorage.removeItem(ERASE);
  } catch {
    return true; // storage is forbidden: there is nothing
  }
  localStorage.clear();
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const done = await Promise.allSettled([
    ...workers.map((worker) => worker.unregister()),
    ...(await caches.keys()).map((name) => caches.delete(name)),
    ...(await indexedDB.databases()).map(({ name = '' }) => deleteDatabase(name)),
    emptyDisk(),
  ]);
  return done.every(({ status }) => status === 'fulfilled');
}

/** Another tab may hold it open; then it goes when that tab does. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((done, fail) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done();
    request.onerror = request.onblocked = () => fail(new Error(`${name} is still there.`));
  });
}

async function emptyDisk(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const kept: unknown[] = [];
  for await (const name of root.keys())
    await root.removeEntry(name, { recursive: true }).catch((error: unknown) => kept.push(error));
  if (kept.length > 0) throw new AggregateError(kept, 'Files are still there.');
}
