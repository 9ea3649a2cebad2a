import { expect, it } from 'vitest';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildSegformer, SEGFORMER_B2_ADE, type SegformerConfig } from './segformer.ts';

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;
const golden = readGolden('segformer');
const config = golden.document['config'] as SegformerConfig;
const stored = readWeights(golden.folder, 'model.safetensors');

it.each(golden.cases.filter(({ kind }) => kind === 'network'))(
  'a $name picture against transformers',
  async ({ inputs, outputs }) => {
    const image = golden.tensor(inputs['image']);
    const [, , height, width] = image.shape;
    const graph = buildSegformer(config, { height, width, target: TARGET });
    const { logits } = await runGraph(graph, joinReaders({ seg: stored }), { image: { dtype: 'float32', ...image } });
    expect(logits.shape).toEqual([1, height / 4, width / 4, 150]);
    expect(relativeError(logits.data as Float32Array, golden.floats(outputs['logits']))).toBeLessThan(golden.tolerance);
  },
);

it('asks for exactly the tensors of the file, but for a counter of the training', () => {
  const { weights } = buildSegformer(config, { height: 64, width: 64, target: TARGET });
  const wanted = new Set(weights.flatMap(({ parts }) => parts.map(({ key }) => key.slice('seg/'.length))));
  const there = stored.keys().filter((key) => !key.endsWith('num_batches_tracked'));
  expect([...wanted].toSorted()).toEqual(there.toSorted());
});

it("the published model's graph is consistent and has its 27.5 million weights", () => {
  const graph = buildSegformer(SEGFORMER_B2_ADE, { height: 512, width: 768, target: TARGET });
  expect(graph.outputs[0].shape).toEqual([1, 128, 192, 150]);
  const count = graph.weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  expect(count / 1e6).toBeCloseTo(27.5, 1);
});
