// Files that lie, call, end early or vanish: one clear error each, nothing of them stays, and what was there before still works.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodeOpfs, type NodeOpfs } from '../../testing/nodeOpfs.ts';
import { writeSafetensors } from '../../testing/writeSafetensors.ts';
import type { ModelRecord } from '../api.ts';
import { Shelf } from './shelf.ts';

const FIXTURES = new URL('../../../python/golden/fixtures/', import.meta.url);
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, FIXTURES)));
const LORA = read('lora-kohya/lora.safetensors');

interface Piece {
  readonly read: () => Uint8Array<ArrayBuffer>;
}

/** A file of `size` bytes that `bytes` gives, as much of it as is asked for; `lost` says from where on it cannot be read. */
class Fake extends File {
  readonly #size: number;
  readonly #bytes: (from: number, to: number) => Uint8Array<ArrayBuffer>;
  readonly #lost: number;
  constructor(
    name: string,
    size: number,
    bytes: (from: number, to: number) => Uint8Array<ArrayBuffer>,
    lost = Infinity,
  ) {
    super([], name);
    this.#size = size;
    this.#bytes = bytes;
    this.#lost = lost;
  }
  override get size(): number {
    return this.#size;
  }
  override slice(from = 0, to = this.#size): Blob {
    const make = (): Uint8Array<ArrayBuffer> => {
      if (to > this.#lost) throw new DOMException('The requested file could not be read.', 'NotReadableError');
      return this.#bytes(from, Math.min(to, this.#size));
    };
    const piece: Piece & Pick<Blob, 'arrayBuffer'> = { read: make, arrayBuffer: async () => make().buffer };
    return piece as unknown as Blob;
  }
}

const fileOf = (name: string, bytes: Uint8Array): File =>
  new Fake(name, bytes.length, (from, to) => bytes.slice(from, to));

let folder: string;
let opfs: NodeOpfs;
let shelf: Shelf;
let before: ModelRecord;
const add = (file: File): Promise<ModelRecord> =>
  shelf.addFile(file, {}, new AbortController().signal, () => undefined);
const weights = (): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/weights')).length;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  opfs = nodeOpfs(folder);
  const estimate = () => Promise.resolve({ quota: Infinity, usage: 0 });
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(opfs.root), estimate } });
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer = (blob: Piece | { path: string; size: number; start: number }): ArrayBuffer =>
        'read' in blob
          ? blob.read().buffer
          : new Uint8Array(readFileSync(blob.path).subarray(blob.start, blob.start + blob.size)).buffer;
    },
  );
  shelf = new Shelf();
  before = await add(fileOf('before.safetensors', LORA));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

/** What was there before is there, alone, and can be read. */
async function expectBefore(): Promise<void> {
  expect(await shelf.list()).toEqual([before]);
  const reader = await shelf.open(before.id);
  expect(reader.read(reader.keys()[0] ?? '').length).toBeGreaterThan(0);
  reader.close();
  expect(weights()).toBe(1);
}

/** A header that speaks of one tensor of 3 GiB, and as many zeros as `size` leaves. */
function sparse(size: number): File {
  const bytes = 3 * 2 ** 30;
  const shape = [3 * 2 ** 14, 2 ** 15];
  const json = new TextEncoder().encode(
    JSON.stringify({ 'lora_unet_conv_in.lora_up.weight': { dtype: 'F16', shape, data_offsets: [0, bytes] } }),
  );
  const head = new Uint8Array(8 + json.length);
  new DataView(head.buffer).setBigUint64(0, BigInt(json.length), true);
  head.set(json, 8);
  return new Fake('huge.safetensors', head.length + bytes + size, (from, to) => {
    const piece = new Uint8Array(to - from);
    piece.set(head.subarray(Math.min(from, head.length), Math.min(to, head.length)));
    return piece;
  });
}

const lying = LORA.slice();
new DataView(lying.buffer).setBigUint64(0, 2n ** 40n, true);
const HTML = new TextEncoder().encode('<!doctype html><title>Sign in</title>'.padEnd(99));

test.each<[string, File, string, RegExp]>([
  ['a pickle that calls', fileOf('evil.ckpt', read('torch-files/evil.pth')), 'bad-model', /refused/],
  ['a lone pickle that calls', fileOf('evil.pt', read('torch-files/evil-pickle.pth')), 'bad-model', /refused/],
  ['a pickle of a whole model', fileOf('model.pth', read('torch-files/whole-model.pth')), 'bad-model', /refused/],
  ['the old form of torch.save', fileOf('old.pt', read('torch-files/legacy.pth')), 'unsupported', /a pickle in the old form of torch\.save/],
  ['a zip that unpacks to more', fileOf('bomb.pth', read('torch-files/compressed.pth')), 'bad-model', /compressed/],
  ['a tensor that is stretched over its data', fileOf('wide.pth', read('torch-files/stretched.pth')), 'bad-model', /beyond its data/],
  ['a header of a terabyte', fileOf('lying.safetensors', lying), 'bad-model', /lying\.safetensors/],
  ['three gigabytes cut by a byte', sparse(-1), 'bad-model', /huge\.safetensors/],
  ['three gigabytes and a byte', sparse(1), 'bad-model', /huge\.safetensors/],
  ['a web page', fileOf('page.safetensors', HTML), 'unsupported', /is a web page, not a model/],
  ['nothing', fileOf('empty.safetensors', new Uint8Array(0)), 'bad-model', /empty\.safetensors/],
  ['a file that is gone before it is looked at', new Fake('gone.safetensors', 99, () => new Uint8Array(0), 0), 'bad-model', /gone\.safetensors: cannot be read/],
])('%s', async (_, file, code, message) => {
  await expect(add(file)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  await expectBefore();
}); // prettier-ignore

test('a disk that is pulled while its file is copied: one error with a code, and nothing of it stays', async () => {
  const other = LORA.slice();
  other[other.length - 1] ^= 1;
  let reads = 0;
  /** Looked at in full, then gone. */
  const file = new Fake('pulled.safetensors', other.length, (from, to) => {
    if (to - from === other.length && ++reads > 0) throw new DOMException('Gone.', 'NotReadableError');
    return other.slice(from, to);
  });
  await expect(add(file)).rejects.toMatchObject({ code: 'bad-model', message: 'pulled.safetensors: cannot be read' });
  expect(reads).toBe(1);
  await expectBefore();
});

test('a file that is lost while it is in use says so where it is read', async () => {
  opfs.quota = 0; // no room for a copy: it is read in place
  let there = true;
  const other = LORA.slice();
  other[other.length - 1] ^= 1;
  const file = new Fake('lost.safetensors', other.length, (from, to) => {
    if (!there) throw new DOMException('Gone.', 'NotReadableError');
    return other.slice(from, to);
  });
  const record = await add(file);
  expect(record.kept).toBe(false);
  const reader = await shelf.open(record.id);
  there = false;
  const lost = { code: 'bad-model', message: 'lost.safetensors: cannot be read' };
  expect(() => reader.read(reader.keys()[0] ?? '')).toThrow(expect.objectContaining(lost) as unknown);
});

test('a disk that is full at half of the file: it is read in place, for this visit, and nothing of it stays', async () => {
  const other = writeSafetensors([{ key: 'a.lora_up.weight', shape: [2 ** 19], data: new Float32Array(2 ** 19) }]);
  opfs.quota = LORA.length + other.length / 2;
  const record = await add(fileOf('half.safetensors', other));
  expect(record).toMatchObject({ kept: false, name: 'half' });
  expect(weights()).toBe(1);
});

test('two files of one name have two names', async () => {
  const other = LORA.slice();
  other[other.length - 1] ^= 1;
  expect((await add(fileOf('before.safetensors', other))).name).toBe('before (2)');
  other[other.length - 1] ^= 2;
  expect((await add(fileOf('before.safetensors', other))).name).toBe('before (3)');
  expect(await add(fileOf('elsewhere.safetensors', LORA))).toEqual(before);
});

test('a file that is not to be kept is read in place, for this visit', async () => {
  const other = LORA.slice();
  other[other.length - 1] ^= 2;
  const file = fileOf('visiting.safetensors', other);
  const record = await shelf.addFile(file, { keep: false }, new AbortController().signal, () => undefined);
  expect(record).toMatchObject({ kept: false, name: 'visiting', sha256: '' });
  const reader = await shelf.open(record.id);
  expect(reader.keys().length).toBeGreaterThan(0);
  reader.close();
  expect(weights()).toBe(1);
  expect(await new Shelf().list()).toEqual([before]); // at the next visit
});
