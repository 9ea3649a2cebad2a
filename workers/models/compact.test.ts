import { expect, it } from 'vitest';
import { readGolden, relativeError } from '../testing/golden.ts';
import { type MadeList, madeWeights } from '../testing/madeWeights.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildCompact, enlarged, readCompactConfig } from './compact.ts';

const golden = readGolden('upscalers');

it.each(golden.cases)('the $name network gives what PyTorch gives', async ({ inputs, outputs, weights }) => {
  const reader = madeWeights(weights as MadeList);
  const config = readCompactConfig(reader);
  const { shape, data } = golden.tensor(inputs['image']);
  const [channels, height, width] = shape;
  const graph = buildCompact(config, { height, width, target: { backend: 'wasm', precision: 'fp32' } });
  const image = data as Float32Array<ArrayBuffer>;
  const results = await runGraph(graph, joinReaders({ upscaler: reader }), {
    image: { dtype: 'float32', shape: [1, channels, height, width], data: image },
  });
  const picture = enlarged(config, image, results['details'].data as Float32Array, { height, width });
  expect(relativeError(picture, golden.floats(outputs['picture']))).toBeLessThan(golden.tolerance);
});

it('the sizes come from the shapes: 64 features, 16 convolutions, four times', () => {
  const [{ weights }] = golden.cases;
  const config = readCompactConfig(madeWeights(weights as MadeList));
  expect(config).toEqual({ channels: 3, features: 64, convs: 16, scale: 4 });
});

it.each([
  ['nothing', {}],
  ['another network', { 'conv_in.weight': [[320, 4, 3, 3], 0, 1] }],
  ['a last layer that is no square', { 'body.0.weight': [[8, 3, 3, 3], 0, 1], 'body.2.weight': [[21, 8, 3, 3], 0, 1] }],
] as [string, MadeList][])('refuses %s', (_, list) => {
  expect(() => readCompactConfig(madeWeights(list))).toThrow(/SRVGGNetCompact/);
});
