// Node only: downloads from a real server into real files, and everything that can go wrong on the way.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { breakAfter, serveFiles, type FileServer } from '../testing/fileServer.ts';
import { nodeOpfs, NodeFileReaderSync, type NodeOpfs } from '../testing/nodeOpfs.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { deleteStoredPack, listStoredPacks, packStore } from './store.ts';
import { urlPack, type DownloadProgress } from './urlPack.ts';

const WEIGHTS = 'unet/model.safetensors';
const values = Float32Array.from({ length: 100_000 }, (_, i) => i);
const weights = writeSafetensors([{ key: 'a', shape: [100_000], data: values }]);
const sha256 = createHash('sha256').update(weights).digest('hex');
const list = (about: object = { bytes: weights.length, sha256 }): string =>
  JSON.stringify({ files: { [WEIGHTS]: about, 'unet/config.json': {} } });

let folder: string;
let server: FileServer;
let opfs: NodeOpfs;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packs-'));
  opfs = nodeOpfs(folder);
  server = await serveFiles({ [WEIGHTS]: weights, 'unet/config.json': '{"a": 1}' });
  vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ quota: opfs.quota, usage: 0 }) } });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

async function openPack(
  options: { signal?: AbortSignal; onProgress?: (p: DownloadProgress) => void; fetch?: typeof fetch } = {},
) {
  return urlPack(server.url, { store: await packStore(server.url, opfs.root), retryMs: 1, name: 'p', ...options });
}

async function expectWeights(pack: Awaited<ReturnType<typeof openPack>>): Promise<void> {
  const reader = await pack.tensors(WEIGHTS);
  expect(Buffer.compare(reader.read('a'), Buffer.from(values.buffer))).toBe(0);
  reader.close();
}

const downloads = () => server.requests.filter(({ path }) => path === WEIGHTS);
const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

test('weights are downloaded with progress, and come from the disk the second time, offline too', async () => {
  const progress: DownloadProgress[] = [];
  const pack = await openPack({ onProgress: (p) => progress.push(p) });
  expect(await pack.text('unet/config.json')).toBe('{"a": 1}');
  await expectWeights(pack);
  expect(progress.at(-1)).toEqual({ file: WEIGHTS, loadedBytes: weights.length, totalBytes: weights.length });
  const again = await openPack({ fetch: offline });
  expect(await again.text('unet/config.json')).toBe('{"a": 1}');
  expect(await again.has('inkling.json')).toBe(false);
  await expectWeights(again);
  expect(downloads()).toHaveLength(1);
});

test('two tabs read the same file, with and without shared handles', async () => {
  for (const shared of [true, false]) {
    opfs.sharedHandles = shared;
    vi.stubGlobal('FileReaderSync', NodeFileReaderSync);
    const readers = [await (await openPack()).tensors(WEIGHTS), await (await openPack()).tensors(WEIGHTS)];
    for (const reader of readers) expect(reader.read('a').length).toBe(400_000);
    for (const reader of readers) reader.close();
  }
});

test('a broken connection goes on where it broke', async () => {
  server.faults.set(WEIGHTS, [breakAfter(100_000)]);
  await expectWeights(await openPack());
  expect(downloads().map(({ range }) => range)).toEqual([undefined, 'bytes=100000-']);
});

test('a reload goes on where the last visit stopped', async () => {
  server.faults.set(WEIGHTS, [breakAfter(100_000)]);
  const abort = new AbortController();
  const stopped = await openPack({ signal: abort.signal, onProgress: () => abort.abort() });
  await expect(stopped.tensors(WEIGHTS)).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  const [kept] = (await listStoredPacks(opfs.root)).filter(({ complete }) => !complete);
  expect(kept.bytes).toBeGreaterThan(0);
  await expectWeights(await openPack());
  expect(downloads().at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
});

test('a file that changed on the server is downloaded from the start', async () => {
  const abort = new AbortController();
  server.faults.set(WEIGHTS, [breakAfter(100_000)]);
  const stopped = await openPack({ signal: abort.signal, onProgress: () => abort.abort() });
  await expect(stopped.tensors(WEIGHTS)).rejects.toThrow();
  server.etag = '"2"';
  await expectWeights(await openPack());
});

test('a server without ranges sends everything again', async () => {
  server.ranges = false;
  server.faults.set(WEIGHTS, [breakAfter(100_000)]);
  await expectWeights(await openPack());
});

test('a body that is cut off every time is download, and what came is kept', async () => {
  server.faults.set(
    WEIGHTS,
    Array.from({ length: 9 }, () => breakAfter(1000)),
  );
  await expect((await openPack()).tensors(WEIGHTS)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining(WEIGHTS),
  });
});

test('a file shorter than its header says is bad-model', async () => {
  server.files.set(WEIGHTS, weights.slice(0, 5000));
  await expect((await openPack()).tensors(WEIGHTS)).rejects.toMatchObject({ code: 'bad-model' });
});

test.each([
  ['a missing file', (r: ServerResponse) => void r.writeHead(404).end(), 'bad-model', '404'],
  [
    'a web page',
    (r: ServerResponse) => void r.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
    'bad-model',
    'web page',
  ],
  ['a login wall', (r: ServerResponse) => void r.writeHead(401).end(), 'download', '401'],
  ['a broken server', (r: ServerResponse) => void r.writeHead(500).end(), 'download', '500'],
])('%s is named', async (_, fault, code, message) => {
  for (const path of [WEIGHTS, 'unet/config.json']) {
    server.faults.set(path, [fault]);
    const pack = await openPack();
    const reading = path === WEIGHTS ? pack.tensors(path) : pack.text(path);
    await expect(reading).rejects.toMatchObject({ code, message: expect.stringMatching(`${path}.*${message}`) });
  }
});

test('HTML sent as JSON is a missing file', async () => {
  server.files.set('unet/config.json', '\n<!doctype html>');
  const pack = await openPack();
  await expect(pack.text('unet/config.json')).rejects.toMatchObject({ code: 'bad-model' });
  expect(await pack.has('unet/config.json')).toBe(false);
});

test('without a list the server is asked what there is', async () => {
  const pack = await openPack();
  expect(await pack.has(WEIGHTS)).toBe(true);
  expect(await pack.has('unet/other.safetensors')).toBe(false);
  expect(await pack.has('inkling.json')).toBe(false);
  expect(downloads().map(({ method }) => method)).toEqual(['HEAD']);
});

test('with a list nobody is asked, sizes and hashes are checked, and an update replaces the file', async () => {
  server.files.set('inkling.json', list());
  const pack = await openPack();
  expect(await pack.has('unet/other.safetensors')).toBe(false);
  await expectWeights(pack);
  await expectWeights(await openPack());
  expect(downloads()).toHaveLength(1);
  const changed = weights.map((byte, i) => (i === weights.length - 1 ? byte ^ 1 : byte));
  server.files.set(WEIGHTS, changed);
  server.files.set(
    'inkling.json',
    list({ bytes: changed.length, sha256: createHash('sha256').update(changed).digest('hex') }),
  );
  const reader = await (await openPack()).tensors(WEIGHTS);
  expect(reader.read('a').at(-1)).toBe(changed.at(-1));
});

test('a wrong hash or size is bad-model, and the file is not kept', async () => {
  server.files.set('inkling.json', list({ bytes: weights.length, sha256: '0'.repeat(64) }));
  await expect((await openPack()).tensors(WEIGHTS)).rejects.toMatchObject({
    code: 'bad-model',
    message: expect.stringContaining('SHA-256'),
  });
  server.files.set('inkling.json', list({ bytes: 10 }));
  await expect((await openPack()).tensors(WEIGHTS)).rejects.toMatchObject({
    code: 'bad-model',
    message: expect.stringContaining('instead of 10'),
  });
  server.files.set('inkling.json', list());
  await expectWeights(await openPack());
});

test('a full disk falls back to memory, known before or met on the way', async () => {
  opfs.quota = 1000;
  await expectWeights(await openPack()); // no list: the disk is full midway
  server.files.set('inkling.json', list());
  await expectWeights(await openPack()); // the quota is known to be too small
  expect((await listStoredPacks(opfs.root)).every(({ bytes }) => bytes < 1000)).toBe(true);
});

test('a disk that loses bytes without an error is noticed, and memory serves instead', async () => {
  opfs.keeps = 1000;
  await expectWeights(await openPack());
});

test('a disk that gives back other bytes is noticed by reading once, and memory serves instead', async () => {
  opfs.spoils = 1000;
  await expectWeights(await openPack());
  // Nothing of it stays that a later visit would go on from.
  expect((await listStoredPacks(opfs.root)).every(({ bytes }) => bytes < 1000)).toBe(true);
});

test('storage-full when memory is full too', async () => {
  opfs.quota = 1000;
  const pack = await openPack();
  await pack.has('inkling.json');
  const crowded = class extends Uint8Array {
    constructor(...parts: [number]) {
      if (typeof parts[0] === 'number' && parts[0] > 50_000) throw new RangeError('Array buffer allocation failed');
      super(...parts);
    }
  };
  vi.stubGlobal('Uint8Array', crowded);
  await expect(pack.tensors(WEIGHTS)).rejects.toMatchObject({ code: 'storage-full' });
});

test('offline is download, with a hint', async () => {
  const pack = await openPack({ fetch: offline });
  await expect(pack.text('unet/config.json')).rejects.toMatchObject({
    code: 'download',
    hint: expect.stringContaining('online'),
  });
  await expect(pack.tensors(WEIGHTS)).rejects.toMatchObject({ code: 'download' });
});

test('stored packs are listed with their sizes and deleted, but not while they are read', async () => {
  const reader = await (await openPack()).tensors(WEIGHTS);
  const [stored] = await listStoredPacks(opfs.root);
  expect(stored).toMatchObject({ url: server.url, bytes: weights.length + 'inkling.json'.length, complete: true });
  await expect(deleteStoredPack(opfs.root, stored.id)).rejects.toMatchObject({ code: 'bad-input' });
  reader.close();
  await deleteStoredPack(opfs.root, stored.id);
  expect(await listStoredPacks(opfs.root)).toEqual([]);
});

test('a browser without OPFS keeps everything in memory', async () => {
  await expectWeights(urlPack(server.url, { store: await packStore(server.url, null) }));
});

test('a quantised file is refused once its header has come, and nothing of it is kept', async () => {
  const layer = 'attn1.to_q';
  const scale = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
  const big = { dtype: 'I8', shape: [8 << 20], data_offsets: [4, 4 + (8 << 20)] };
  const header = JSON.stringify({ [`${layer}.weight_scale`]: scale, [`${layer}.weight`]: big });
  const bytes = new Uint8Array(8 + header.length + 4 + (8 << 20));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(new TextEncoder().encode(header), 8);
  server.files.set(WEIGHTS, bytes);
  let most = 0;
  const pack = await openPack({ onProgress: ({ loadedBytes }) => (most = Math.max(most, loadedBytes)) });
  await expect(pack.tensors(WEIGHTS)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('quantised (8 bits with scales)') as string,
  });
  expect(most).toBeLessThan(bytes.length);
  const store = await packStore(server.url, opfs.root);
  expect((await store.find(WEIGHTS))?.bytes ?? 0).toBe(0);
});
