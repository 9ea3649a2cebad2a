import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ortBinary } from './ortBinary.ts';

const WASM = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 7, 7, 7]);
const PACKED = new Uint8Array(gzipSync(WASM));

const asked: string[] = [];
const answer =
  (body: Uint8Array<ArrayBuffer> | string, status = 200): typeof fetch =>
  (url) => {
    asked.push(url as string);
    return Promise.resolve(new Response(body, { status }));
  };
const read = async (get: typeof fetch): Promise<Uint8Array | null> => {
  const bytes = await ortBinary('https://host/ort/x.wasm', get);
  return bytes && new Uint8Array(bytes);
};

it('unpacks the compressed copy, and takes one that the browser has unpacked', async () => {
  expect(await read(answer(PACKED))).toEqual(WASM);
  expect(await read(answer(WASM))).toEqual(WASM);
  expect(new Set(asked)).toEqual(new Set(['https://host/ort/x.wasm.gz']));
});

it('leaves it to the plain file where the copy is missing, damaged or another thing', async () => {
  const damaged = PACKED.slice();
  damaged[12] = (damaged[12] ?? 0) ^ 0xff;
  expect(await read(answer('', 404))).toBeNull();
  expect(await read(answer('<!doctype html>'))).toBeNull();
  expect(await read(answer(''))).toBeNull();
  expect(await read(answer(damaged))).toBeNull();
  expect(await read(answer(PACKED.slice(0, -6)))).toBeNull();
  expect(await read(answer(new Uint8Array(gzipSync('no wasm'))))).toBeNull();
  expect(await read(() => Promise.reject(new TypeError('offline')))).toBeNull();
});
