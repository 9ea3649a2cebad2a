// Depth of 16 bits from its file to the map.
import { expect, it } from 'vitest';
import { context } from '../testing/opencvCases.ts';
import { readGolden } from '../testing/golden.ts';
import { framedPlane } from './frame.ts';
import { PREPROCESSORS } from './list.ts';
import { createPreprocess } from './preprocess.ts';
import { RUNS } from './runs.ts';
import type { Meta, Params } from './types.ts';

const golden = readGolden('deep-png');
const metaOf = (name: string): Meta => PREPROCESSORS.find((meta) => meta.name === name) as Meta;

it.each(golden.cases.filter(({ kind }) => kind === 'map'))(
  '$name as numpy and OpenCV, of all 16 bits',
  async (each) => {
    const { shape, data } = golden.tensor(each.inputs['pixels']);
    const [height, width] = shape;
    const depth = { width, height, data: Float32Array.from(data, (value) => value / 257) };
    const image = { width, height, data: new Uint8Array(3 * width * height) };
    const { run } = await RUNS[each.name as 'depth_file']!();
    const map = await run(image, each['params'] as Params, { ...context, depth });
    const wanted = golden.tensor(each.outputs['map']).data;
    const expected = each.name === 'depth_file' ? Uint8Array.from({ length: 3 * wanted.length }, (_, i) => wanted[Math.trunc(i / 3)]) : wanted; // prettier-ignore
    expect(map.data.every((value, i) => Math.abs(value - expected[i]) <= 1)).toBe(true);
    expect(map.data.filter((value, i) => value !== expected[i]).length).toBeLessThan(0.002 * expected.length);
  },
);

it('a file of 16 bits gives more levels than the 8 bits that a browser shows of it', async () => {
  const [{ inputs, outputs }] = golden.cases;
  const bytes = golden.tensor(inputs['file']).data as Uint8Array<ArrayBuffer>;
  const { shape, data } = golden.tensor(outputs['pixels']);
  const [height, width] = shape;
  const shown = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : data[i >> 2] >> 8,
  );
  const levels = async (file?: Blob): Promise<number> => {
    const request = { name: 'depth_file', image: { width, height, data: shown }, params: {}, options: context.options };
    const map = await createPreprocess().run(
      { ...request, ...(file && { file }) },
      { signal: context.signal, progress: () => undefined },
    );
    return new Set(map.data.filter((_, i) => i % 4 === 0)).size;
  };
  expect(await levels()).toBeLessThan(30);
  expect(await levels(new Blob([bytes]))).toBeGreaterThan(200);
});

it('a plane is framed as its picture is: to the resolution, padded to 64; one of another shape is left out', () => {
  const plane = { width: 300, height: 200, data: new Float32Array(60_000).fill(7.5) };
  const half = { width: 150, height: 100 };
  expect(framedPlane(plane, half, metaOf('depth_file'), {})).toMatchObject({ width: 150, height: 100 });
  const framed = framedPlane(plane, half, metaOf('normal_midas'), { resolution: 128 });
  expect(framed).toMatchObject({ width: 192, height: 128 });
  expect(framed?.data.every((value) => Math.abs(value - 7.5) < 1e-5)).toBe(true);
  expect(framedPlane(plane, { width: 100, height: 150 }, metaOf('depth_file'), {})).toBeNull();
});
