// What comes in with the start: a picture that another app shared, files that the system opens with Inkling.
import { SHARE_CACHE, SHARE_MARK, SHARE_PATH } from './messages.ts';

/** Whether the address bears the mark, which is taken out of it. */
export function takeMark(mark: string): boolean {
  const address = new URL(location.href);
  if (!address.searchParams.has(mark)) return false;
  address.searchParams.delete(mark);
  history.replaceState(null, '', address);
  return true;
}

/** Takes the shared picture out of where the worker left it. */
export async function takeShared(): Promise<Blob | null> {
  if (!takeMark(SHARE_MARK)) return null;
  const cache = await caches.open(SHARE_CACHE);
  const key = new URL(SHARE_PATH, document.baseURI);
  const kept = await cache.match(key);
  await cache.delete(key);
  return (await kept?.blob()) ?? null;
}

/** Not in TypeScript's types yet: https://developer.mozilla.org/docs/Web/API/LaunchQueue */
interface LaunchQueue {
  readonly setConsumer: (consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void) => void;
}

/** Hears of files that the system opens with Inkling. */
export function onOpenedFiles(open: (file: File) => void): void {
  const queue = (window as { readonly launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files }) => {
    for (const handle of files) void handle.getFile().then(open);
  });
}
