// Deleted models: put back until they are swept, in the way of nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodeOpfs } from '../../testing/nodeOpfs.ts';
import type { ModelRecord } from '../api.ts';
import { Shelf } from './shelf.ts';

const LORA = new Uint8Array(
  readFileSync(new URL('../../../python/golden/fixtures/lora-kohya/lora.safetensors', import.meta.url)),
);
const SPARE = 64 << 20;

/** A file that can be read at once, which Node's cannot. */
class Readable {
  readonly bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes.slice();
  }
  get size(): number {
    return this.bytes.length;
  }
  slice(from: number, to: number): Readable {
    return new Readable(this.bytes.subarray(from, to));
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.bytes.buffer);
  }
}

let folder: string;
/** What the browser would keep. */
let quota: number;
const stored = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/weights'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deleted-'));
  quota = Infinity;
  const { root } = nodeOpfs(folder);
  const estimate = () => Promise.resolve({ quota, usage: stored().length * LORA.length });
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(root), estimate } });
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer = (blob: Readable | { path: string; size: number; start: number }): ArrayBuffer =>
        'bytes' in blob
          ? blob.bytes.buffer
          : new Uint8Array(readFileSync(blob.path).subarray(blob.start, blob.start + blob.size)).buffer;
    },
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

const add = (shelf: Shelf, change = 0): Promise<ModelRecord> => {
  const bytes = LORA.slice();
  bytes[bytes.length - 1] ^= change;
  return shelf.addFile(new Readable(bytes) as unknown as Blob, {}, new AbortController().signal, () => undefined);
};

test('a deleted model is off the list and can be put back, also by another worker, until it is swept', async () => {
  const record = await add(new Shelf());
  await new Shelf().remove(record.id);
  expect([await new Shelf().list(), await new Shelf().deleted()]).toEqual([[], [record]]);
  await expect(new Shelf().find(record.id)).rejects.toMatchObject({ code: 'bad-input' });
  expect(await new Shelf().restore(record.id)).toEqual(record);
  expect([await new Shelf().list(), await new Shelf().deleted()]).toEqual([[record], []]);

  await new Shelf().remove(record.id);
  await new Shelf().sweep();
  expect([await new Shelf().list(), await new Shelf().deleted(), stored()]).toEqual([[], [], []]);
  await expect(new Shelf().restore(record.id)).rejects.toMatchObject({ code: 'bad-input' });
});

test('deleted once more it is gone for good; its file added again is put back without a copy', async () => {
  const record = await add(new Shelf());
  await new Shelf().remove(record.id);
  expect(await add(new Shelf())).toEqual(record);
  await new Shelf().remove(record.id);
  await new Shelf().remove(record.id);
  expect([await new Shelf().deleted(), stored()]).toEqual([[], []]);
});

test('where the disk is full, what was deleted gives way to what is added', async () => {
  quota = SPARE + LORA.length + 1;
  const shelf = new Shelf();
  const { id } = await add(shelf);
  await shelf.remove(id);
  expect(await add(shelf, 1)).toMatchObject({ kept: true });
  expect([await shelf.deleted(), stored().length]).toEqual([[], 1]);
});

test('a file that is read in place can be put back, too', async () => {
  quota = 0;
  const shelf = new Shelf();
  const record = await add(shelf);
  expect(record.kept).toBe(false);
  await shelf.remove(record.id);
  expect([await shelf.list(), await shelf.deleted()]).toEqual([[], [record]]);
  expect(await shelf.restore(record.id)).toEqual(record);
  await shelf.remove(record.id);
  await shelf.sweep();
  expect([await shelf.list(), await shelf.deleted()]).toEqual([[], []]);
});

test('what is swept while others read the list takes nothing from them', async () => {
  const kept = await add(new Shelf());
  for (let late = 0; late < 60; late++) {
    const gone = await add(new Shelf(), 1);
    await new Shelf().remove(gone.id);
    const sweeping = new Shelf().sweep();
    for (let i = 0; i < late; i++) await Promise.resolve();
    const listing = new Shelf().list();
    await expect(listing).resolves.toEqual([kept]);
    await sweeping;
    expect(stored()).toHaveLength(1);
  }
});
