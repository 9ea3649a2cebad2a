import { expect, it } from 'vitest';
import { softEdgeMap } from '../preprocess/networks/softEdges.ts';
import { toPlanar } from '../image/pixels.ts';
import { readGolden, relativeError } from '../testing/golden.ts';
import { madeWeights, type MadeList } from '../testing/madeWeights.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildHed, HED } from './hed.ts';

const golden = readGolden('hed');
const made = madeWeights(golden.document['weights'] as MadeList);
const [{ inputs, outputs }] = golden.cases;
const image = golden.tensor(inputs['image']);
const [height, width] = image.shape;

it("the network at full size gives what controlnet_aux's gives, and the same map", async () => {
  const graph = buildHed(HED, { height, width, target: { backend: 'wasm', precision: 'fp32' } });
  const data = toPlanar({ width, height, data: image.data as Uint8Array }, 1, 0);
  const { logits } = await runGraph(graph, joinReaders({ hed: made }), {
    image: { dtype: 'float32', shape: [1, 3, height, width], data },
  });
  expect(relativeError(logits.data as Float32Array, golden.floats(outputs['logits']))).toBeLessThan(golden.tolerance);
  const map = softEdgeMap(logits.data as Float32Array, width, height);
  const wanted = golden.tensor(outputs['map']).data;
  // A byte may fall to the other side of a whole number by a rounding error.
  expect(map.data.filter((value, i) => value !== wanted[i]).length).toBeLessThan(0.002 * wanted.length);
  expect(map.data.every((value, i) => Math.abs(value - wanted[i]) <= 1)).toBe(true);
});

it('asks for exactly the tensors of the checkpoint', () => {
  const { weights } = buildHed(HED, { height: 64, width: 64, target: { backend: 'wasm', precision: 'fp32' } });
  const wanted = weights.flatMap(({ parts }) => parts.map(({ key }) => key));
  expect(wanted.toSorted()).toEqual(
    made
      .keys()
      .map((key) => `hed/${key}`)
      .toSorted(),
  );
});

it('in fp16 everything that grows with the picture is carried divided by 64', () => {
  const { weights } = buildHed(HED, { height: 64, width: 64, target: { backend: 'webgpu', precision: 'fp16' } });
  const scales = weights.map(({ name, parts }) => `${name.split('.').at(-1) ?? ''} ${parts[0].scale ?? 1}`);
  expect(new Set(scales)).toEqual(new Set(['hed/norm 1', 'weight 1', 'bias 0.015625']));
});
