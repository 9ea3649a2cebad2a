// A static host of the built page that can fall silent: with or without isolation headers, with a newer service worker.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { ISOLATION_HEADERS } from '../scripts/vite/isolation.ts';

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
  /** From now on `sw.js` is another one: a new version of the page. */
  readonly publish: () => void;
  readonly stop: () => Promise<void>;
}

/** Serves `dist/`. @param headers whether it sends COOP and COEP */
export async function staticHost(headers: boolean): Promise<Host> {
  let version = 1;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = join(
      'dist',
      normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)),
    );
    if (headers) for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
    if (!existsSync(path) || statSync(path).isDirectory()) return void response.writeHead(404).end('not here');
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', 'no-cache');
    if (pathname === '/sw.js') return void response.end(`${readFileSync(path, 'utf8')}\n// version ${version}`);
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
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
