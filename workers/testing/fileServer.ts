// An HTTP server on this machine for tests of downloads: ranges, and every way a server can fail.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
}

export interface FileServer {
  readonly url: string;
  /** What is served, by path. */
  readonly files: Map<string, Uint8Array | string>;
  readonly requests: ServedRequest[];
  /** Answers the next requests for a path instead of the file, one each. */
  readonly faults: Map<string, ((response: ServerResponse, bytes: Uint8Array) => void)[]>;
  etag: string;
  /** False: range requests get the whole file. */
  ranges: boolean;
  close(): Promise<void>;
}

/** Starts a server with these files. */
export async function serveFiles(files: Readonly<Record<string, Uint8Array | string>>): Promise<FileServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    const { range } = request.headers;
    self.requests.push({ method: request.method ?? '', path, range });
    const content = self.files.get(path);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const fault = self.faults.get(path)?.shift();
    if (fault) return fault(response, bytes ?? new Uint8Array(0));
    if (!bytes) return void response.writeHead(404).end('not found');
    const start = self.ranges && range ? Number(/bytes=(\d+)-/.exec(range)?.[1]) : 0;
    if (start >= bytes.length && start > 0) return void response.writeHead(416).end();
    const headers = {
      'content-length': bytes.length - start,
      'content-type': 'application/octet-stream',
      etag: self.etag,
    };
    if (start > 0)
      response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` });
    else response.writeHead(200, headers);
    return void response.end(request.method === 'HEAD' ? undefined : bytes.subarray(start));
  });
  // A test that computes for seconds must not find its connection closed.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const self: FileServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files: new Map(Object.entries(files)),
    requests: [],
    faults: new Map(),
    etag: '"1"',
    ranges: true,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return self;
}

/** A fault: the headers and the first bytes, then the connection breaks. */
export const breakAfter =
  (count: number) =>
  (response: ServerResponse, bytes: Uint8Array): void => {
    response.writeHead(200, { 'content-length': bytes.length, etag: '"1"' });
    response.write(bytes.subarray(0, count), () => setTimeout(() => response.destroy(), 20));
  };
