// The network that ships with the page, run in the browser on both backends, beside what PyTorch made of the same photo.
import { readGolden } from '../workers/testing/golden.ts';
import { expect, test } from './fixtures.ts';
import { pack, unpack, type PackedPicture } from './inkling.ts';

const golden = readGolden('softedge-inkling');
const [{ inputs, outputs }] = golden.cases as [(typeof golden.cases)[number]];

function photo(): PackedPicture {
  const { shape, data } = golden.tensor(inputs['image']);
  const [height = 0, width = 0] = shape;
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) rgba.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
  return pack({ width, height, data: rgba });
}

test('soft edges and scribble of a photo are PyTorch’s @webgpu', async ({ page, backend, studio }) => {
  await expect(studio.at('draw-canvas')).toBeVisible();
  const run = (name: string): Promise<PackedPicture> =>
    page.evaluate(
      async ([preprocessor, image]) => {
        const bytes = Uint8ClampedArray.from(atob(image.base64), (char) => char.charCodeAt(0));
        const inkling = (
          globalThis as unknown as { inkling: { preprocess: (...args: unknown[]) => Promise<ImageData> } }
        ).inkling;
        const map = await inkling.preprocess(preprocessor, new ImageData(bytes, image.width, image.height), {
          resolution: 128,
        });
        const base64 = btoa(Array.from(map.data, (byte) => String.fromCharCode(byte)).join(''));
        return { width: map.width, height: map.height, base64 };
      },
      [name, photo()] as const,
    );
  const soft = unpack(await run('softedge_inkling'));
  const wanted = golden.tensor(outputs['soft']).data;
  const errors = Array.from(wanted, (value, i) => Math.abs(value - (soft.data[4 * i] ?? NaN)));
  const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
  expect(Math.max(...errors)).toBeLessThanOrEqual(backend === 'webgpu' ? 16 : 1);
  expect(mean).toBeLessThan(backend === 'webgpu' ? 0.5 : 0.05);
  const scribble = unpack(await run('scribble_inkling'));
  const strokes = golden.tensor(outputs['scribble']).data;
  const other = strokes.filter((value, i) => value !== scribble.data[4 * i]).length;
  expect(other / strokes.length).toBeLessThan(backend === 'webgpu' ? 0.01 : 0.001);
});
