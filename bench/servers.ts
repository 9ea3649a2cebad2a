// What the benchmark serves: the built site, its own pages (never part of the site), and folders with CORS.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { createServer, preview } from 'vite';

export interface Served {
  /** Ends with a slash. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds the page as `npm run build` does, whatever this process' own environment says. */
export function buildSite(): void {
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit', env });
}

/** `dist/`, or another folder with a build, as a static host would. */
export async function serveSite(folder = 'dist'): Promise<Served> {
  const server = await preview({
    build: { outDir: folder },
    preview: { port: 0, strictPort: false },
    logLevel: 'warn',
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

/** The repository through Vite's dev server: bench/pages, the machine's sources, the embedded pack. */
export async function serveSources(): Promise<Served> {
  const server = await createServer({
    server: { port: 0, hmr: false, watch: null },
    cacheDir: '.cache/vite-bench',
    optimizeDeps: { entries: ['bench/pages/race.html', 'bench/pages/race.worker.ts'] },
    logLevel: 'warn',
  });
  await server.listen();
  const { port } = server.httpServer?.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

/** A folder as a foreign host with CORS and byte ranges. */
export async function serveFolder(folder: string): Promise<Served> {
  const server: Server = createHttpServer((request, response) => {
    const path = join(folder, normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (!existsSync(path) || statSync(path).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const { size } = statSync(path);
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = Number(first);
    const end = last === '' ? size - 1 : Number(last);
    response.writeHead(request.headers.range ? 206 : 200, {
      'Content-Length': end - start + 1,
      'Accept-Ranges': 'bytes',
      ...(request.headers.range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(path, { start, end }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
