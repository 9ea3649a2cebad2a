// Node only: a real server, real files.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAbort } from '../../errors.ts';
import { breakAfter, serveFiles, type FileServer } from '../../testing/fileServer.ts';
import { nodeOpfs, NodeFileReaderSync, type NodeOpfs } from '../../testing/nodeOpfs.ts';
import { opfsStore } from '../../weights/opfs.ts';
import type { FileStore } from '../../weights/storage.ts';
import { torchZipReader } from '../../weights/torchZip.ts';
import type { PreprocessProgress, WeightsNeeded } from '../types.ts';
import { deleteWeights, fileOf, openHubWeights, storedWeights } from './hubWeights.ts';

const NAME = 'module.pth';
const file = new Uint8Array(
  readFileSync(new URL(`../../../python/golden/fixtures/torch-files/${NAME}`, import.meta.url)),
);

let folder: string;
let server: FileServer;
let opfs: NodeOpfs;
let store: FileStore;
let needed: WeightsNeeded;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'networks-'));
  opfs = nodeOpfs(folder);
  store = opfsStore(opfs.root);
  server = await serveFiles({ [NAME]: file });
  needed = { source: 'test', url: server.url + NAME, bytes: 5000, licence: 'Apache-2.0' };
  vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ quota: opfs.quota, usage: 0 }) } });
  vi.stubGlobal('FileReaderSync', NodeFileReaderSync);
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

function open(
  options: { fetch?: typeof fetch; signal?: AbortSignal; progress?: (p: PreprocessProgress) => void } = {},
) {
  const { signal = new AbortController().signal, progress = () => undefined, fetch: load = fetch } = options;
  return openHubWeights(needed, torchZipReader, { signal, progress }, { store, fetch: load, retryMs: 1 });
}

test('weights are downloaded once, with progress, and serve offline after that', async () => {
  const seen: PreprocessProgress[] = [];
  const reader = await open({ progress: (event) => seen.push(event) });
  expect(reader.info('0.weight')).toEqual({ dtype: 'F32', shape: [3, 2, 3, 3] });
  reader.close();
  expect(seen.at(-1)).toEqual({ stage: 'download', loadedBytes: file.length, totalBytes: file.length });
  (await open({ fetch: offline })).close();
  expect(server.requests).toHaveLength(1);
});

test('offline, without them, it says so', async () => {
  await expect(open({ fetch: offline })).rejects.toMatchObject({
    code: 'download',
    hint: expect.stringContaining('online'),
  });
});

test('cancelling stops the download; the next call goes on where it stopped', async () => {
  server.faults.set(NAME, [breakAfter(1000)]);
  const controller = new AbortController();
  const failure = await open({ signal: controller.signal, progress: () => controller.abort() }).catch(
    (e: unknown) => e,
  );
  expect(isAbort(failure)).toBe(true);
  const [half] = await store.list();
  expect(half).toMatchObject({ complete: false, bytes: 1000 });
  (await open()).close();
  expect(server.requests.at(-1)?.range).toBe('bytes=1000-');
});

test('a wrong hash is refused, and nothing of the file is kept', async () => {
  needed = { ...needed, sha256: '0'.repeat(64) };
  await expect(open()).rejects.toMatchObject({ code: 'bad-model', message: expect.stringContaining('SHA-256') });
  expect(await storedWeights([needed], store)).toEqual([]);
});

test('what is no state dict is refused and deleted, so that asking again downloads again', async () => {
  server.files.set(NAME, 'something else entirely');
  await expect(open()).rejects.toMatchObject({ code: 'bad-model' });
  expect(await store.list()).toEqual([]);
  server.files.set(NAME, file);
  (await open()).close();
});

test('they are listed with their size, and deleted', async () => {
  (await open()).close();
  expect(await storedWeights([needed], store)).toEqual([{ url: needed.url, bytes: file.length }]);
  await deleteWeights(needed, store);
  expect(await storedWeights([needed], store)).toEqual([]);
});

test('two repositories with a file of the same name keep one each', async () => {
  for (const folder of ['a', 'b']) server.files.set(`${folder}/${NAME}`, file);
  const of = (folder: string): WeightsNeeded => ({ ...needed, url: `${server.url}${folder}/${NAME}` });
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const get = (folder: string) => openHubWeights(of(folder), torchZipReader, context, { store, fetch, retryMs: 1 });
  for (const folder of ['a', 'b', 'a', 'b']) (await get(folder)).close();
  expect(server.requests.map(({ path }) => path)).toEqual([`a/${NAME}`, `b/${NAME}`]);
  await deleteWeights(of('a'), store);
  expect((await storedWeights([of('a'), of('b')], store)).map(({ url }) => url)).toEqual([of('b').url]);
});

test('a name tells repository and path, whatever the revision', () => {
  const url = (revision: string) => `https://huggingface.co/owner/name/resolve/${revision}/sub/model.safetensors`;
  expect(fileOf({ url: url('main') })).toBe('owner/name/sub/model.safetensors');
  expect(fileOf({ url: url('0123abc') })).toBe(fileOf({ url: url('main') }));
});

test('what was stored under its last name alone is used and deleted as before', async () => {
  const writer = await store.write(NAME);
  writer.append(file);
  writer.close();
  await store.describe(NAME, { url: needed.url, complete: true, sha256: '', etag: '' });
  (await open({ fetch: offline })).close();
  await deleteWeights(needed, store);
  expect(await storedWeights([needed], store)).toEqual([]);
});
