// The service worker: the page without a network, isolation without a server's headers, pictures shared by other apps.
// A new version waits until every page agrees (or none is open): nothing is ever taken from under somebody's pen.
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { Router } from 'workbox-routing';
import type { ToWorker } from '../messages.ts';
import { type SiteFiles, wantedBy } from './files.ts';
import { isolated } from './isolate.ts';
import { isShared, receiveShared } from './shared.ts';
import { createStock } from './stock.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by scripts/vite/serviceWorker.ts. */
declare const SITE_FILES: SiteFiles;

const base = self.registration.scope;
const stock = createStock('inkling-stock', SITE_FILES.stock, base);
const pack = createStock('inkling-pack', SITE_FILES.pack, base);
const shell = new PrecacheController({
  plugins: [{ handlerWillRespond: ({ response }) => Promise.resolve(isolated(response)) }],
});
shell.addToCacheList([...SITE_FILES.shell]);

const router = new Router();
// The page takes its options from the address; the file is the same.
router.registerRoute(new PrecacheRoute(shell, { directoryIndex: 'index.html', ignoreURLParametersMatching: [/./] }));

self.addEventListener('install', (event) => void shell.install(event));

self.addEventListener('activate', (event) => {
  // Not waited for: with the engine running, Firefox (ESR 153) never ends it. No fetch is heard before the activation has
  // ended, so that every reload would hang.
  void self.clients.claim();
  event.waitUntil(
    (async () => {
      const open = await self.clients.matchAll({ type: 'window' });
      // Another page of the version before may still want its parts: they go with the next update.
      if (open.length <= 1) await shell.activate(event);
      await Promise.all([stock.tidy(), pack.tidy()]);
    })(),
  );
});

self.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  switch (message.type) {
    case 'stock':
      event.waitUntil(stock.keep(wantedBy(message.build, SITE_FILES.stock)));
      return message.pack ? event.waitUntil(pack.keep(SITE_FILES.pack)) : undefined;
    case 'take-over':
      return event.waitUntil(self.skipWaiting());
    case 'claim':
      return event.waitUntil(self.clients.claim());
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (isShared(request, base)) return event.respondWith(receiveShared(request, base));
  if (request.method !== 'GET') return;
  const file = stock.find(url);
  if (file) return event.respondWith(stock.serve(file, event));
  const part = pack.find(url);
  if (part) return event.respondWith(pack.serveKept(part, request));
  const answer = router.handleRequest({ event, request });
  if (answer) return event.respondWith(answer);
  if (url.href.startsWith(new URL('assets/', base).href)) event.respondWith(ofAnyVersion(request));
});

/** Parts of an older page that is still open, as long as they are kept. */
async function ofAnyVersion(request: Request): Promise<Response> {
  return isolated((await caches.match(request)) ?? (await fetch(request)));
}
