import { expect, it } from 'vitest';
import { createPreprocess } from './preprocess.ts';
import { PREPROCESSORS } from './list.ts';
import { sliders } from './params.ts';
import { RUNS } from './runs.ts';
import type { Params, PreprocessOptions } from './types.ts';

const image = { width: 2, height: 1, data: Uint8ClampedArray.from([255, 128, 0, 255, 10, 20, 30, 255]) };
const options: PreprocessOptions = { backend: 'wasm', precision: 'fp32', assets: '' };
const run = (name: string, params: Params = {}) =>
  createPreprocess().run(
    { name, image, params, options },
    { signal: new AbortController().signal, progress: () => undefined },
  );

it('none leaves the image untouched', async () => {
  expect([...(await run('none')).data]).toEqual([...image.data]);
});

it('invert is 255 minus each channel', async () => {
  expect([...(await run('invert')).data]).toEqual([0, 127, 255, 255, 245, 235, 225, 255]);
});

it('threshold compares luma: .299 * 255 + .587 * 128 = 151.4 is above 127 and below 160', async () => {
  expect([...(await run('threshold')).data]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
  expect([...(await run('threshold', { threshold: 160 })).data.slice(0, 3)]).toEqual([0, 0, 0]);
});

it.each([
  ['an unknown name', 'cany', {}, 'Known: none, invert'],
  ['a value out of range', 'threshold', { threshold: 256 }, 'from 0 to 255'],
  ['no number', 'threshold', { threshold: NaN }, 'from 0 to 255'],
  ['an unknown parameter', 'invert', { low: 1 }, 'It has: none'],
])('%s is refused and what would be right is named', async (_what, name, params, hint) => {
  await expect(run(name, params)).rejects.toMatchObject({ code: 'bad-input', hint: expect.stringContaining(hint) });
});

it('a picture is framed once while only the sliders move, and anew when it or its size changes', async () => {
  const worker = createPreprocess();
  const ctx = { signal: new AbortController().signal, progress: () => undefined };
  const ramp = (step: number) => ({
    width: 64,
    height: 64,
    data: Uint8ClampedArray.from({ length: 4 * 64 * 64 }, (_, i) => (i % 4 === 3 ? 255 : (i * step) % 251)),
  });
  const requests = [
    [ramp(7), { resolution: 64, low: 20 }],
    [ramp(7), { resolution: 64, low: 150 }],
    [ramp(3), { resolution: 64, low: 150 }],
    [ramp(3), { resolution: 128, low: 150 }],
  ] as const;
  for (const [picture, params] of requests) {
    const request = { name: 'canny', image: picture, params, options };
    const kept = await worker.run(request, ctx);
    expect(Buffer.from(kept.data).equals(Buffer.from((await createPreprocess().run(request, ctx)).data))).toBe(true);
  }
});

it('a narrow strip that would be gigantic at this resolution is refused', async () => {
  const strip = { width: 3, height: 517, data: new Uint8ClampedArray(4 * 3 * 517) };
  const ctx = { signal: new AbortController().signal, progress: () => undefined };
  await expect(createPreprocess().run({ name: 'canny', image: strip, params: {}, options }, ctx)).rejects.toMatchObject(
    { code: 'bad-input', message: expect.stringContaining('512 x 88235') },
  );
});

it('each listed preprocessor has code, and usual values inside its sliders', () => {
  for (const meta of PREPROCESSORS) {
    expect(RUNS[meta.name], meta.name).toBeTypeOf('function');
    for (const { key, min, max, default: usual } of sliders(meta)) {
      expect(usual >= min && usual <= max, `${meta.name}.${key}`).toBe(true);
    }
  }
});
