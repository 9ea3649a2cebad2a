// Models by their addresses, from a server on this machine that redirects, breaks and lies, into files on a real disk.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { breakAfter, serveFiles, type FileServer } from '../../testing/fileServer.ts';
import { nodeOpfs, NodeFileReaderSync, type NodeOpfs } from '../../testing/nodeOpfs.ts';
import { writeSafetensors } from '../../testing/writeSafetensors.ts';
import type { AddModel, LoadProgress, ModelRecord } from '../api.ts';
import { opfsStore } from '../../weights/opfs.ts';
import { shelfApi } from './api.ts';
import { copyInto } from './copy.ts';
import { Shelf } from './shelf.ts';

const LORA = new Uint8Array(
  readFileSync(new URL('../../../python/golden/fixtures/lora-kohya/lora.safetensors', import.meta.url)),
);
const SHA256 = createHash('sha256').update(LORA).digest('hex');
const HALF = LORA.length >> 1;

let folder: string;
let server: FileServer;
let opfs: NodeOpfs;
let told: LoadProgress[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-'));
  opfs = nodeOpfs(folder);
  const estimate = () => Promise.resolve({ quota: Infinity, usage: 0 });
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(opfs.root), estimate } });
  vi.stubGlobal('FileReaderSync', NodeFileReaderSync);
  server = await serveFiles({ 'my lora.safetensors': LORA });
  told = [];
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

const api = (shelf = new Shelf()) =>
  shelfApi(shelf, {
    inUse: () => null,
    holds: () => [],
    liesOver: () => false,
    takeOff: () => Promise.resolve(),
    release: (_signal, job) => job(),
  });

const add = (source: string, given: Partial<AddModel> = {}, signal = new AbortController().signal, shelf?: Shelf) =>
  api(shelf).addModel({ ...given, source }, { signal, progress: (event: LoadProgress) => void told.push(event) });

const models = (): Promise<readonly ModelRecord[]> => new Shelf().list();
const url = (file = 'my lora.safetensors'): string => server.url + encodeURIComponent(file);
/** What lies on the disk, directories left out. */
const stored = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.split('/').length > 2);
const ranges = (): readonly (string | undefined)[] => server.requests.map(({ range }) => range);

test('an address is downloaded, recognised as a dropped file is, hashed and kept', async () => {
  const record = await add(url());
  expect(record).toMatchObject({
    kind: 'lora',
    family: 'unknown',
    name: 'my lora',
    source: url(),
    bytes: LORA.length,
    sha256: SHA256,
    kept: true,
    uses: [],
  });
  expect(told.at(-1)).toEqual({
    stage: 'download',
    file: 'my lora.safetensors',
    loadedBytes: LORA.length,
    totalBytes: LORA.length,
  });
  expect(await models()).toEqual([record]);
  const reader = await new Shelf().open(record.id);
  expect(reader.keys().length).toBeGreaterThan(0);
  reader.close();
});

test('the same address again, in whatever spelling, is the same record without a download', async () => {
  const record = await add(url(), { name: 'fern' });
  expect(record.name).toBe('fern');
  expect(await add(`${url()}#again`)).toEqual(record);
  expect(server.requests).toHaveLength(1);
});

test('two addresses of one file are one model, whichever is asked for next', async () => {
  server.files.set('copy.safetensors', LORA);
  const first = await add(url());
  const second = await add(url('copy.safetensors'));
  expect(second).toEqual({ ...first, source: url('copy.safetensors') });
  await add(url());
  await add(url('copy.safetensors'));
  expect(server.requests).toHaveLength(2);
  expect(await models()).toEqual([second]);
});

test('a file from the disk that an address has brought is the same model', async () => {
  const { id } = await add(url());
  const blob = { size: LORA.length, slice: (from: number, to: number) => ({ bytes: LORA.slice(from, to) }) };
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer = ({ bytes }: { bytes: Uint8Array<ArrayBuffer> }): ArrayBuffer => bytes.buffer;
    },
  );
  const shelf = new Shelf();
  const again = await shelf.addFile(blob as unknown as Blob, {}, new AbortController().signal, () => undefined);
  expect(again.id).toBe(id);
  expect(await models()).toHaveLength(1);
});

test('a redirect is followed; the record tells the address that was given', async () => {
  server.faults.set('hub.safetensors', [(response) => response.writeHead(302, { location: url() }).end()]);
  expect(await add(url('hub.safetensors'))).toMatchObject({ source: url('hub.safetensors'), sha256: SHA256 });
});

test('a connection that breaks is gone on with where it stopped', async () => {
  server.faults.set('my lora.safetensors', [breakAfter(HALF)]);
  expect((await add(url())).sha256).toBe(SHA256);
  expect(ranges()).toEqual([undefined, `bytes=${HALF}-`]);
});

test('an aborted download rejects with the reason and is gone on with by the next visit', async () => {
  const controller = new AbortController();
  server.faults.set('my lora.safetensors', [
    (response) => {
      response.writeHead(200, { 'content-length': LORA.length, etag: '"1"' });
      response.write(LORA.subarray(0, HALF));
    },
  ]);
  const adding = add(url(), {}, controller.signal);
  await vi.waitFor(() => expect(told.at(-1)?.loadedBytes).toBe(HALF));
  controller.abort();
  await expect(adding).rejects.toMatchObject({ name: 'AbortError' });
  expect(await models()).toEqual([]);
  expect((await add(url())).sha256).toBe(SHA256);
  expect(ranges()).toEqual([undefined, `bytes=${HALF}-`]);
});

test('a file that is shorter than the server says is an error of the download, and no model', async () => {
  const lies = (response: Parameters<ReturnType<typeof breakAfter>>[0]): void => {
    response.writeHead(200, { 'content-length': LORA.length + 1 });
    response.write(LORA, () => setTimeout(() => response.destroy(), 20));
  };
  server.ranges = false;
  server.faults.set(
    'my lora.safetensors',
    Array.from({ length: 9 }, () => lies),
  );
  await expect(add(url())).rejects.toMatchObject({
    code: 'download',
    message: 'my lora.safetensors: the connection broke',
  });
  expect(await models()).toEqual([]);
}, 15_000);

test.each([
  ['cut off', LORA.slice(0, -1), 'bad-model', 'truncated'],
  ['a web page without saying so', '<!doctype html><title>Sign in</title>'.padEnd(99), 'unsupported', 'is a web page'],
])('a file that is %s is named, and nothing of it is left', async (_what, content, code, words) => {
  server.files.set('bad.safetensors', content);
  await expect(add(url('bad.safetensors'))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(new RegExp(`bad\\.safetensors.*${words}`)) as string,
  });
  expect(stored()).toEqual([]);
});

test('a file of another family is refused by its first bytes: the rest of it never comes', async () => {
  const name = 'conditioner.embedders.0.transformer.text_model.final_layer_norm.weight';
  const bytes = writeSafetensors([{ key: name, shape: [4 << 20], data: new Float32Array(4 << 20) }]);
  server.files.set('big.safetensors', bytes);
  await expect(add(url('big.safetensors'))).rejects.toMatchObject({
    code: 'unsupported',
    message: 'big.safetensors is a Stable Diffusion XL checkpoint.',
  });
  expect(told.at(-1)?.loadedBytes ?? 0).toBeLessThan(bytes.length);
  expect(stored()).toEqual([]);
});

test('a web page instead of the file, and a file that is not there, are named; nothing is left', async () => {
  server.faults.set('my lora.safetensors', [
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  ]);
  await expect(add(url())).rejects.toMatchObject({
    code: 'bad-model',
    message: expect.stringContaining('web page') as string,
  });
  await expect(add(url('none.ckpt'))).rejects.toMatchObject({
    code: 'bad-model',
    message: 'none.ckpt is missing (the server answered 404)',
  });
  expect(stored()).toEqual([]);
});

test('where the disk is full the model is there for this visit', async () => {
  opfs.quota = HALF;
  const shelf = new Shelf();
  const record = await add(url(), {}, undefined, shelf);
  expect(record).toMatchObject({ kept: false, sha256: SHA256 });
  expect(await shelf.list()).toEqual([record]);
  const reader = await shelf.open(record.id);
  expect(reader.keys().length).toBeGreaterThan(0);
  reader.close();
  expect(stored()).toEqual([]);
});

test('a removed model is put back when its address is asked for again; removed for good it is downloaded again', async () => {
  const record = await add(url());
  await new Shelf().remove(record.id);
  expect(await add(url())).toEqual(record);
  await new Shelf().remove(record.id);
  await new Shelf().sweep();
  expect((await add(url())).id).toBe(record.id);
  expect(server.requests).toHaveLength(2);
});

test('a copy that the disk gives back otherwise is refused, and nothing of it stays', async () => {
  opfs.spoils = 100;
  const store = opfsStore(opfs.root);
  const copy = copyInto(store, 'weights', new Blob([LORA]), new AbortController().signal, () => undefined);
  await expect(copy).rejects.toMatchObject({ name: 'DiskRefused' });
  const left = await store.write('weights');
  expect(left.size).toBe(0);
  left.close();
});

test('a hash that was given is what the file must have; nothing of another is left', async () => {
  expect((await add(url(), { sha256: SHA256 })).sha256).toBe(SHA256);
  server.files.set('other.safetensors', LORA.slice(0, -4));
  await expect(add(url('other.safetensors'), { sha256: '0'.repeat(64) })).rejects.toMatchObject({
    code: 'bad-model',
    message: 'other.safetensors does not have the listed SHA-256',
  });
  expect(await models()).toHaveLength(1);
});

test('a file with a hash that is here already is not downloaded, whatever its address', async () => {
  const record = await add(url());
  expect(await add(url('elsewhere.safetensors'), { sha256: SHA256 })).toEqual(record);
  expect(server.requests).toHaveLength(1);
});

test('a download that stopped is listed, goes on, and can be thrown away', async () => {
  const stops = (): AbortSignal => {
    const controller = new AbortController();
    server.faults.set('my lora.safetensors', [
      (response) => {
        response.writeHead(200, { 'content-length': LORA.length, etag: '"1"' });
        response.write(LORA.subarray(0, HALF), () => setTimeout(() => controller.abort(), 20));
      },
    ]);
    return controller.signal;
  };
  await expect(add(url(), {}, stops())).rejects.toMatchObject({ name: 'AbortError' });
  const [left, ...others] = await new Shelf().unfinished();
  expect(others).toEqual([]);
  expect(left).toMatchObject({ source: url(), bytes: HALF });
  const record = await add(left?.source ?? '');
  expect(record.id).toBe(left?.id);
  expect(ranges()).toEqual([undefined, `bytes=${HALF}-`]);
  expect(await new Shelf().unfinished()).toEqual([]);

  await new Shelf().remove(record.id);
  await new Shelf().remove(record.id); // for good
  await expect(add(url(), {}, stops())).rejects.toMatchObject({ name: 'AbortError' });
  await new Shelf().remove((await new Shelf().unfinished())[0]?.id ?? '');
  expect(await new Shelf().unfinished()).toEqual([]);
  expect(stored()).toEqual([]);
});
