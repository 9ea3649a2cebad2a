// From a scribble to a picture, with the mouse, on the embedded pack.
import { expect, test } from './fixtures.ts';
import { ringHint } from './files.ts';
import { disc, overlap, silhouette } from './score.ts';
import { circle, HOUSE } from './studio.ts';

test(
  'the picture forms step by step and depends on drawing, words and seed',
  { tag: '@webgpu' },
  async ({ studio, backend }) => {
    const steps = backend === 'webgpu' ? 2 : 6;
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    await studio.at('seed').fill('7');
    await studio.at('steps').fill(String(steps));

    const previews = await studio.watchResult();
    const first = await studio.generate();
    // The empty canvas, a preview for each step but possibly the last, the picture.
    expect(await previews()).toBeGreaterThanOrEqual(steps + 1);

    expect(await studio.generate()).toBe(first);

    await studio.at('seed').fill('8');
    const otherSeed = await studio.generate();
    expect(otherSeed).not.toBe(first);

    await studio.at('seed').fill('7');
    await studio.at('prompt').fill('cat face');
    const otherWords = await studio.generate();
    expect(otherWords).not.toBe(first);

    await studio.at('prompt').fill('house');
    await studio.at('clear').click();
    await studio.draw(circle(0.5, 0.5, 0.3));
    expect(await studio.generate()).not.toBe(first);
  },
);

test('runs on the backend that was asked for', { tag: '@webgpu' }, async ({ studio, backend }) => {
  const api = await studio.api();
  const used = await api.evaluate((inkling) => inkling.backend());
  expect(used).toMatchObject({ kind: backend, precision: backend === 'webgpu' ? 'fp16' : 'fp32' });
  await expect(studio.at('backend')).toContainText(backend === 'webgpu' ? 'WebGPU' : 'WASM');
});

test('Enter in the words generates; Shift+Enter breaks the line', async ({ studio }) => {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill('2');
  const before = await studio.shown('result-canvas');
  await studio.at('prompt').press('Shift+Enter');
  await expect(studio.at('prompt')).toHaveValue('house\n');
  await studio.at('prompt').press('Enter');
  await expect(studio.at('prompt')).toHaveValue('house\n');
  await expect.poll(() => studio.shown('result-canvas'), { timeout: 60_000 }).not.toBe(before);
  await studio.finished();
});

test('the picture follows the drawing', async ({ studio }) => {
  const size = 128;
  const rings = [
    { x: 0.36, y: 0.36, radius: 0.24 },
    { x: 0.66, y: 0.66, radius: 0.24 },
  ];
  const gains: number[] = [];
  for (const ring of rings) {
    const own = disc(size, ring);
    const other = disc(
      size,
      rings.find((each) => each !== ring)!,
    );
    for (const [prompt, seed] of [
      ['ball', 1],
      ['orange', 2],
      ['', 3],
    ] as const) {
      const request = { prompt, seed, width: size, height: size, controls: [{ preprocessor: 'none' }] };
      const shape = silhouette(await studio.make(request, ringHint(size, ring.x, ring.y, ring.radius)));
      gains.push(overlap(shape, own) - overlap(shape, other));
    }
  }
  const mean = gains.reduce((a, b) => a + b) / gains.length;
  expect(mean, `overlap with the drawn disc minus overlap with the other one: ${gains.join(', ')}`).toBeGreaterThan(
    0.3,
  );
  expect(Math.min(...gains)).toBeGreaterThan(0);
});

test('downloads the finished picture as PNG with its parameters', async ({ studio }) => {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill('2');
  await studio.generate();
  const [download] = await Promise.all([studio.page.waitForEvent('download'), studio.at('download').click()]);
  expect(download.suggestedFilename()).toMatch(/\.png$/);
  const chunks: Buffer[] = [];
  for await (const piece of await download.createReadStream()) chunks.push(piece as Buffer);
  const file = Buffer.concat(chunks);
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  expect(file.toString('latin1')).toMatch(/tEXtparameters\0house[\s\S]*Steps: 2/);
});
