import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { foldedPixels, unfoldedPixels } from '../preprocess/networks/edgeNet.ts';
import { scribbleOf, softEdgeMap, widened } from '../preprocess/networks/softEdges.ts';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildEdgeNet, parseEdgeConfig } from './edgeNet.ts';

const PACK = new URL('../../public/models/softedge-inkling/', import.meta.url);
const json = JSON.parse(readFileSync(new URL('config.json', PACK), 'utf8')) as Record<string, unknown>;
const config = parseEdgeConfig(json);
const golden = readGolden('softedge-inkling');
const [{ inputs, outputs }] = golden.cases;
const image = golden.tensor(inputs['image']);
const [height, width] = image.shape;

it('the network that ships gives what PyTorch gives, down to the map and the scribble', async () => {
  const graph = buildEdgeNet(config, { height, width, target: { backend: 'wasm', precision: 'fp32' } });
  const data = foldedPixels({ width, height, data: image.data as Uint8Array }, config);
  const weights = joinReaders({ edge: readWeights(PACK, 'model.safetensors') });
  const results = await runGraph(graph, weights, {
    image: { dtype: 'float32', shape: [1, 12, height / 2, width / 2], data },
  });
  const logits = unfoldedPixels(results['logits'].data as Float32Array, width, height);
  expect(relativeError(logits, golden.floats(outputs['logits']))).toBeLessThan(golden.tolerance);
  const soft = golden.tensor(outputs['soft']).data;
  const map = softEdgeMap(logits, width, height);
  expect(map.data.every((value, i) => Math.abs(value - soft[i]) <= 1)).toBe(true);
  const scribble = scribbleOf(widened({ width, height, data: soft as Uint8Array }));
  const wanted = golden.tensor(outputs['scribble']).data;
  expect(scribble.data.filter((value, i) => value !== wanted[i])).toHaveLength(0);
});

it('is small: half a megabyte', () => {
  expect(readFileSync(new URL('model.safetensors', PACK)).length).toBeLessThan(500_000);
});

it('a config that does not fit together is refused by name', () => {
  expect(() => parseEdgeConfig({ ...json, blocks: [1] })).toThrow(/"blocks"/);
  expect(() => parseEdgeConfig({ ...json, _class_name: 'Other' })).toThrow(/_class_name/);
});
