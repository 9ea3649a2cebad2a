// A static host of the built page that can fall silent: with or without isolation headers, with a newer service worker.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { SITE_HEADERS } from '../scripts/vite/isolation.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface Host {
  readonly url: string;
  /** Bytes of files that have gone out so far, heads not counted. */
  readonly sentBytes: () => number;
  /** From now on `sw.js` is another one: a new version of the page. */
  readonly publish: () => void;
  readonly stop: () => Promise<void>;
}

export interface HostOptions {
  /** Where the page lies, with a slash at either end. */
  readonly path?: string;
  /** False: `.wasm` has no media type, as on some CDNs. */
  readonly wasmType?: boolean;
  /** Pages of the host's own, by path. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Told each path that is asked for. */
  readonly onRequest?: (path: string) => void;
}

/** Serves `dist/`. @param headers the ones to send: those of `_headers`, none, or others */
export async function staticHost(
  headers: boolean | Readonly<Record<string, string>>,
  { path: base = '/', wasmType = true, pages = {}, onRequest }: HostOptions = {},
): Promise<Host> {
  const sent = headers === true ? SITE_HEADERS : headers || {};
  let version = 1;
  let sentBytes = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    onRequest?.(pathname);
    const asked = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const path = join('dist', normalize(asked.slice(base.length - 1)));
    for (const [name, value] of Object.entries(sent)) response.setHeader(name, value);
    if (pages[pathname] !== undefined) {
      return void response.setHeader('Content-Type', 'text/html').end(pages[pathname]);
    }
    if (!pathname.startsWith(base)) return void response.writeHead(404).end('not here');
    if (!existsSync(path) || statSync(path).isDirectory()) return void response.writeHead(404).end('not here');
    if (wasmType || extname(path) !== '.wasm') {
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
    }
    response.setHeader('Cache-Control', 'no-cache');
    if (pathname === `${base}sw.js`) return void response.end(`${readFileSync(path, 'utf8')}\n// version ${version}`);
    createReadStream(path)
      .on('data', ({ length }) => (sentBytes += length))
      .pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${base}`,
    sentBytes: () => sentBytes,
    publish: () => {
      version++;
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
