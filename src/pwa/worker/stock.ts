// Large files, kept under their revision: an update that leaves a file as it is downloads it no second time.
import { isolated } from './isolate.ts';
import type { SiteFile } from './files.ts';

export interface Stock {
  /** The listed file that the address asks for. */
  readonly find: (url: URL) => SiteFile | undefined;
  /** From the cache, else from the network into the cache. */
  readonly serve: (file: SiteFile) => Promise<Response>;
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
  const fetched = async (file: SiteFile): Promise<Response> => {
    // Asks the host whether the browser's own copy is still right; it mostly is, and costs nothing.
    const response = await fetch(new URL(file.url, base), { cache: 'no-cache' });
    if (response.ok) {
      const cache = await caches.open(name);
      // A full disk must not stop anybody from computing.
      await cache.put(keyOf(file), response.clone()).catch(() => undefined);
    }
    return response;
  };
  const kept = (file: SiteFile): Promise<Response | undefined> => caches.match(keyOf(file), { cacheName: name });
  return {
    find: ({ origin, pathname }) => byUrl.get(origin + pathname),
    serve: async (file) => isolated((await kept(file)) ?? (await fetched(file))),
    async serveKept(file, request) {
      const own = await kept(file);
      // What comes from the host passes as it is: it is large, and a file of the page's own site needs no header.
      return own ? isolated(own) : fetch(request);
    },
    async keep(wanted) {
      const cache = await caches.open(name);
      for (const file of wanted) {
        if (!(await cache.match(keyOf(file)))) await fetched(file).catch(() => undefined);
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
