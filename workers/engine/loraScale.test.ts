import { expect, test } from 'vitest';
import { resolvePack } from './resolve.ts';

const resolve = (scale: unknown) =>
  resolvePack(
    { base: 'http://127.0.0.1:9/pack/', loras: [{ url: 'http://127.0.0.1:9/a.safetensors', scale: scale as number }] },
    'http://127.0.0.1:9/',
    new AbortController().signal,
    () => undefined,
  );

test.each(['strong', '1', null, NaN, Infinity, [1]])('a LoRA of scale %s is refused by name, and nothing is fetched', async (scale) => {
  await expect(resolve(scale)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('loras[0].scale') });
}); // prettier-ignore

test.each([undefined, -1, 0])('%s is a scale: the file is asked for', async (scale) => {
  await expect(resolve(scale)).rejects.toMatchObject({ code: 'download' });
});
