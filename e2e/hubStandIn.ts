// A stand-in for the hub on this machine: files behind a redirect to another origin, with ETags and ranges, and every way in which
// real ones were seen to fail. Real sockets: the browser's own network stack is what is tested.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the next answers of the file store go wrong; after the last one all is well. */
export type Fault =
  | { readonly kind: 'stop'; readonly after: number }
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'status'; readonly status: number; readonly ranges?: 'only'; readonly retryAfter?: number }
  | { readonly kind: 'changed'; readonly etag: string }
  | { readonly kind: 'short'; readonly by: number };

export interface StandIn {
  /** `http://localhost:<port>/`; a file's address is `owner/name/resolve/main/<path>` after it. */
  readonly url: string;
  readonly files: Map<string, Buffer>;
  readonly faults: Map<string, Fault[]>;
  /** Range headers of what was asked of the file store, '' for the whole. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Content-Range, Accept-Ranges',
  'cross-origin-resource-policy': 'cross-origin',
};

export async function hubStandIn(): Promise<StandIn> {
  const files = new Map<string, Buffer>();
  const faults = new Map<string, Fault[]>();
  const asked: string[] = [];
  const store = createServer((request, response) => {
    if (request.method === 'OPTIONS') return preflight(response);
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://store').pathname.slice(1));
    const file = files.get(path);
    if (!file) return void response.writeHead(404, CORS).end();
    asked.push(request.headers.range ?? '');
    answer(request, response, file, faults.get(path)?.shift());
  });
  const storeUrl = `http://127.0.0.1:${await listening(store)}/`;
  const hub = createServer((request, response) => {
    if (request.method === 'OPTIONS') return preflight(response);
    const [, path] = /\/resolve\/[^/]+\/(.+)$/.exec(new URL(request.url ?? '/', 'http://hub').pathname) ?? [];
    if (path === undefined) return void response.writeHead(404, CORS).end();
    response.writeHead(302, { ...CORS, location: storeUrl + path, 'x-linked-etag': '"1"' }).end();
  });
  const url = `http://localhost:${await listening(hub)}/`;
  const stop = async (): Promise<void> => {
    await Promise.all([closed(hub), closed(store)]);
  };
  return { url, files, faults, asked, stop };
}

function answer(request: IncomingMessage, response: ServerResponse, file: Buffer, fault: Fault | undefined): void {
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const ranged = request.headers.range !== undefined;
  if (fault?.kind === 'status' && (ranged || fault.ranges !== 'only')) {
    const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    return void response.writeHead(fault.status, { ...CORS, ...retry }).end('no');
  }
  const etag = fault?.kind === 'changed' ? fault.etag : '"1"';
  const body = file.subarray(from, fault?.kind === 'short' ? file.length - fault.by : undefined);
  const range = { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` };
  response.writeHead(ranged ? 206 : 200, {
    ...CORS,
    ...(ranged && range),
    etag,
    'accept-ranges': 'bytes',
    'content-length': body.length,
    'content-type': 'application/octet-stream',
  });
  if (fault?.kind === 'stop') response.write(body.subarray(0, fault.after), () => response.destroy());
  else if (fault?.kind === 'stall') response.write(body.subarray(0, fault.after));
  else response.end(body);
}

function preflight(response: ServerResponse): void {
  response
    .writeHead(204, { ...CORS, 'access-control-allow-headers': 'range', 'access-control-allow-methods': 'GET' })
    .end();
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, done));
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
