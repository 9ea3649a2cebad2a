// Large files, kept under their revision: an update that leaves a file as it is downloads it no second time.
import { isolated } from './isolate.ts';
import type { SiteFile } from './files.ts';

export interface Stock {
  /** The listed file that the address asks for. */
  readonly find: (url: URL) => SiteFile | undefined;
  /** From the cache, else from the network into the cache. */
  readonly serve: (file: SiteFile, event: ExtendableEvent) => Promise<Response>;
  /** The file where it is kept, else from the network and not kept. */
  readonly serveKept: (file: SiteFile, request: Request) => Promise<Response>;
  /** Keeps what is not kept yet; what cannot be fetched now is tried again at the next visit. */
  readonly keep: (files: readonly SiteFile[]) => Promise<void>;
  /** Throws away revisions that no list names any more. */
  readonly tidy: () => Promise<void>;
}

/**
 * @param name of the cache
 * @param base the page's address, with a slash at its end
 */
export function createStock(name: string, files: readonly SiteFile[], base: string): Stock {
  const byUrl = new Map(files.map((file) => [new URL(file.url, base).href, file]));
  const keyOf = ({ url, revision }: SiteFile): string => {
    const key = new URL(url, base);
    if (revision) key.searchParams.set('revision', revision);
    return key.href;
  };
  /** The answer, and a promise that ends when its copy is kept, or cannot be. */
  const fetched = async (file: SiteFile): Promise<readonly [Response, Promise<unknown>]> => {
    // Asks the host whether the browser's own copy is still right; it mostly is, and costs nothing.
    const response = await fetch(new URL(file.url, base), { cache: 'no-cache' });
    if (!response.ok) return [response, Promise.resolve()];
    const copy = response.clone();
    const keeping = caches.open(name).then((cache) => cache.put(keyOf(file), copy));
    // A full disk must not stop anybody from computing.
    return [response, keeping.catch(() => undefined)];
  };
  const kept = (file: SiteFile): Promise<Response | undefined> => caches.match(keyOf(file), { cacheName: name });
  return {
    find: ({ origin, pathname }) => byUrl.get(origin + pathname),
    async serve(file, event) {
      const own = await kept(file);
      if (own) return isolated(own);
      const [response, keeping] = await fetched(file);
      // Nobody waits for the disk: one that is slow, or never ends, would leave the engine without its runtime.
      event.waitUntil(keeping);
      return isolated(response);
    },
    async serveKept(file, request) {
      const own = await kept(file);
      // What comes from the host passes as it is: it is large, and a file of the page's own site needs no header.
      return own ? isolated(own) : fetch(request);
    },
    async keep(wanted) {
      const cache = await caches.open(name);
      for (const file of wanted) {
        if (!(await cache.match(keyOf(file))))
          await fetched(file).then(
            ([, keeping]) => keeping,
            () => undefined,
          );
      }
    },
    async tidy() {
      const cache = await caches.open(name);
      const current = new Set(files.map(keyOf));
      const old = (await cache.keys()).filter(({ url }) => !current.has(url));
      await Promise.all(old.map((request) => cache.delete(request)));
    },
  };
}
