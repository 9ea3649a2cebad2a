import { expect, it } from 'vitest';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildDepthAnything, DEPTH_ANYTHING_V2_SMALL, type DepthConfig } from './depthAnything.ts';

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;
const golden = readGolden('depth-anything');
const config = golden.document['config'] as DepthConfig;
const stored = readWeights(golden.folder, 'model.safetensors');

it.each(golden.cases)('a $name picture against transformers', async ({ inputs, outputs }) => {
  const image = golden.tensor(inputs['image']);
  const wanted = golden.tensor(outputs['depth']);
  const [, , height, width] = image.shape;
  const output = { height: wanted.shape[2], width: wanted.shape[3] };
  const { depth } = await runGraph(
    buildDepthAnything(config, { height, width, output, target: TARGET }),
    joinReaders({ depth: stored }),
    { image: { dtype: 'float32', ...image } },
  );
  expect(relativeError(depth.data as Float32Array, golden.floats(outputs['depth']))).toBeLessThan(golden.tolerance);
});

it('asks for exactly the tensors of the file, but for those that transformers does not use either', () => {
  const graph = buildDepthAnything(config, {
    height: 42,
    width: 42,
    output: { height: 42, width: 42 },
    target: TARGET,
  });
  const wanted = new Set(graph.weights.flatMap(({ parts }) => parts.map(({ key }) => key.slice('depth/'.length))));
  expect([...wanted].toSorted()).toEqual(
    stored
      .keys()
      // A token of the training, and the coarsest map's residual: there is nothing coarser to add it to.
      .filter((key) => !key.endsWith('mask_token') && !key.includes('fusion_stage.layers.0.residual_layer1'))
      .toSorted(),
  );
});

it("the small model's graph is consistent at the sizes that photos come in", () => {
  for (const [height, width] of [
    [518, 518],
    [518, 700],
    [924, 518],
  ] as const) {
    // prettier-ignore
    const graph = buildDepthAnything(DEPTH_ANYTHING_V2_SMALL, {
      height,
      width,
      output: { height: 512, width: 640 },
      target: TARGET,
    });
    expect(graph.outputs[0].shape).toEqual([1, 1, 512, 640]);
  }
});
