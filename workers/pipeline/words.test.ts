import { expect, test } from 'vitest';
import type { DeviceTensor } from '../runtime/types.ts';
import { LastWords, type Words } from './words.ts';

function words(tokens: number, gone: number[]): Words {
  const tensor: DeviceTensor = {
    dtype: 'float32',
    shape: [1],
    read: () => Promise.reject(new Error('not read')),
    dispose: () => gone.push(tokens),
  };
  return { tokens, contexts: [{ k: tensor }], order: [0], embeddings: [] };
}

test('the same words are read once; others take their place and free their memory first', async () => {
  const last = new LastWords();
  const gone: number[] = [];
  let made = 0;
  const get = (key: unknown) => last.get(key, () => Promise.resolve(words(++made, gone)));
  expect((await get(['house', null])).tokens).toBe(1);
  expect((await get(['house', null])).tokens).toBe(1);
  expect((await get(['house', ''])).tokens).toBe(2);
  expect(gone).toEqual([1]);
  last.forget();
  expect(gone).toEqual([1, 2]);
  expect((await get(['house', ''])).tokens).toBe(3);
});

test('words that could not be read leave nothing behind', async () => {
  const last = new LastWords();
  const gone: number[] = [];
  await last.get('a', () => Promise.resolve(words(1, gone)));
  await expect(last.get('b', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect((await last.get('a', () => Promise.resolve(words(2, gone)))).tokens).toBe(2);
  expect(gone).toEqual([1]);
});
