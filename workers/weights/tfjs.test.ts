import { expect, it } from 'vitest';
import { tfjsReader } from './tfjs.ts';

const file = (...weights: unknown[]): unknown => ({ weightsManifest: [{ weights }] });
const same = (name: string): string => name;

it('kernels [h,w,in,out] become [out,in,h,w]: tap 0 of in 0, out 0 and 1, then in 1', () => {
  const json = file({ name: 'k', shape: [2, 1, 2, 2], dtype: 'int32' }, { name: 'b', shape: [], dtype: 'int32' });
  const reader = tfjsReader(json, new Uint8Array(Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 9]).buffer), 'm', same);
  expect(reader.info('k')).toMatchObject({ dtype: 'I32', shape: [2, 2, 2, 1] });
  expect([...new Int32Array(reader.read('k').slice().buffer)]).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
  expect([...new Int32Array(reader.read('b').slice().buffer)]).toEqual([9]);
});

it('a kernel for each channel alone, [h,w,channels,1], becomes [channels,1,h,w]', () => {
  const json = file({ name: 'd', shape: [1, 2, 3, 1], dtype: 'float32', quantization: { dtype: 'float16' } });
  const reader = tfjsReader(json, new Uint8Array(Uint16Array.from([0, 1, 2, 3, 4, 5]).buffer), 'm', same);
  expect(reader.info('d')).toMatchObject({ dtype: 'F16', shape: [3, 1, 1, 2] });
  expect([...new Uint16Array(reader.read('d').slice().buffer)]).toEqual([0, 3, 1, 4, 2, 5]);
});

it.each([
  ['a file that is cut off', file({ name: 'b', shape: [2], dtype: 'float32' }), 7, 'are listed'],
  ['one that is too long', file({ name: 'b', shape: [2], dtype: 'float32' }), 9, 'are listed'],
  ['an unknown type', file({ name: 'b', shape: [2], dtype: 'complex64' }), 16, 'not known'],
  ['no manifest', {}, 0, 'weightsManifest'],
  ['no object', null, 0, 'weightsManifest'],
])('%s is refused', (_what, json, length, message) => {
  expect(() => tfjsReader(json, new Uint8Array(length), 'm', same)).toThrow(
    expect.objectContaining({ code: 'bad-model', message: expect.stringContaining(message) }),
  );
});

it('a tensor that is not there is named', () => {
  expect(() => tfjsReader(file(), new Uint8Array(0), 'm', same).read('x')).toThrow(/'x' is missing/);
});
