import { expect, it } from 'vitest';
import { imageNetPlanes } from '../preprocess/networks/imageNet.ts';
import { normalMap } from '../preprocess/normal_bae/run.ts';
import { readGolden, relativeError } from '../testing/golden.ts';
import { madeWeights, type MadeList } from '../testing/madeWeights.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildNormalBae } from './normalBae.ts';

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;
const golden = readGolden('normal-bae');
const made = madeWeights(golden.document['weights'] as MadeList);
const [{ inputs, outputs }] = golden.cases;
const image = golden.tensor(inputs['image']);
const [height, width] = image.shape;

it("the network at full size gives what controlnet_aux's gives, and the same map", { timeout: 120_000 }, async () => {
  const data = imageNetPlanes({ width, height, data: image.data as Uint8Array });
  const graph = buildNormalBae({ height, width, target: TARGET });
  const { normal } = await runGraph(graph, joinReaders({ normal: made }), {
    image: { dtype: 'float32', shape: [1, 3, height, width], data },
  });
  expect(relativeError(normal.data as Float32Array, golden.floats(outputs['normal']))).toBeLessThan(golden.tolerance);
  const map = normalMap(normal.data as Float32Array, width, height);
  const wanted = golden.tensor(outputs['map']).data;
  // A byte may fall to the other side of a whole number by a rounding error.
  expect(map.data.filter((value, i) => value !== wanted[i]).length).toBeLessThan(0.005 * wanted.length);
  expect(map.data.every((value, i) => Math.abs(value - wanted[i]) <= 1)).toBe(true);
});

it('asks for exactly the tensors of the checkpoint, but for a norm that the network leaves out', () => {
  const { weights } = buildNormalBae({ height: 64, width: 64, target: TARGET });
  const wanted = new Set(weights.flatMap(({ parts }) => parts.map(({ key }) => key)));
  const there = made
    .keys()
    .filter((key) => !key.startsWith('encoder.original_model.bn2.'))
    .map((key) => `normal/${key}`);
  expect([...wanted].toSorted()).toEqual(there.toSorted());
});

it('has the same form at the sizes that photos come in, whatever the arithmetic', () => {
  const target = { backend: 'webgpu', precision: 'fp16' } as const;
  expect(buildNormalBae({ height: 512, width: 704, target }).outputs).toMatchObject([
    { dtype: 'float32', shape: [1, 3, 512, 704] },
  ]);
});
