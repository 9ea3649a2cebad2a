import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toFloats } from './convert.ts';
import { memorySource } from './source.ts';
import { torchZipReader } from './torchZip.ts';
import type { StoredDType, TensorReader } from './types.ts';

const FOLDER = new URL('../../python/golden/fixtures/torch-files/', import.meta.url);
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const open = (bytes: Uint8Array): TensorReader => torchZipReader(memorySource('file.pth', bytes));

type Listed = Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;
const { files } = JSON.parse(readFileSync(new URL('golden.json', FOLDER), 'utf8')) as { files: Record<string, Listed> };

function valuesOf(bytes: Uint8Array, dtype: StoredDType): number[] {
  const { buffer } = bytes.slice();
  if (dtype === 'I64') return [...new BigInt64Array(buffer)].map(Number);
  if (dtype === 'I32') return [...new Int32Array(buffer)];
  if (dtype === 'U8' || dtype === 'BOOL') return [...bytes];
  if (dtype === 'F64') return [...new Float64Array(buffer)];
  return [...(toFloats(bytes, dtype) ?? [])];
}

const readAll = (reader: TensorReader): Listed =>
  Object.fromEntries(
    reader.keys().map((key) => {
      const info = reader.info(key);
      if (!info) throw new Error(`${key} has no info`);
      return [key, { shape: info.shape, values: valuesOf(reader.read(key), info.dtype) }];
    }),
  );

describe('reads what torch.load reads', () => {
  it.each([
    ['state.pth', 'state.pth'],
    ['protocol4.pth', 'state.pth'],
    ['plain-dict.pth', 'state.pth'],
    ['module.pth', 'module.pth'],
    ['python-zip.pth', 'module.pth'],
    ['parameters.pth', 'parameters.pth'],
  ])('%s', (file, listed) => {
    expect(readAll(open(bytesOf(file)))).toEqual(files[listed]);
  });
});

it('reads the state dict inside a checkpoint by its name there', () => {
  const nested = (member: string): TensorReader =>
    torchZipReader(memorySource('file.pth', bytesOf('nested.pth')), member);
  expect(readAll(nested('model'))).toEqual({ w: { shape: [1], values: [0] } });
  for (const member of ['step', 'weights']) expect(() => nested(member)).toThrow(/something else than a state dict/);
});

describe('refuses, and runs nothing of,', () => {
  it.each([
    ['evil.pth', /refused/],
    ['evil-pickle.pth', /system, which is refused/],
    ['whole-model.pth', /refused/],
    ['nested.pth', /something else than a state dict/],
    ['legacy.pth', /no zip file/],
    ['compressed.pth', /compressed/],
    ['big-endian.pth', /byte order 'big'/],
    ['stretched.pth', /beyond its data/],
  ])('%s', (file, message) => {
    expect(() => open(bytesOf(file))).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringMatching(message) }),
    );
  });
});

describe('a damaged file is bad-model, never anything else', () => {
  const whole = bytesOf('module.pth');
  const failure = (bytes: Uint8Array): unknown => {
    try {
      readAll(open(bytes));
      return 'fine';
    } catch (error) {
      return (error as { code?: string }).code ?? error;
    }
  };

  it('cut off anywhere', () => {
    for (let length = 0; length < whole.length; length += 13) {
      expect(failure(whole.slice(0, length)), `${length} bytes`).toBe('bad-model');
    }
  });

  it('any one byte changed: it is refused, or what changed was no structure', () => {
    for (let at = 0; at < whole.length; at += 7) {
      const bytes = whole.slice();
      bytes[at] ^= 0xff;
      expect(['bad-model', 'fine'], `byte ${at}`).toContain(failure(bytes));
    }
  });

  it('a table that promises two billion entries', () => {
    const bytes = whole.slice();
    const view = new DataView(bytes.buffer);
    // The zip64 record, which torch always writes, holds the count.
    const at = [...bytes.keys()].findLast((i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x06064b50) ?? -1;
    expect(at).toBeGreaterThan(0);
    view.setBigUint64(at + 32, 2_000_000_000n, true);
    expect(failure(bytes)).toBe('bad-model');
  });

  it('the fixtures are the files that were meant', () => {
    expect(existsSync(new URL('evil.pth', FOLDER))).toBe(true);
    expect(failure(whole)).toBe('fine');
  });
});
