// Runs MoveNet by TensorFlow.js for movenet.py: pictures of 192 x 192 RGB bytes in, 17 x [y, x, score] each out.
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { tensor, version_core } from '@tensorflow/tfjs-core';
import { readFileSync, writeFileSync } from 'node:fs';

const [, , model, pictures, result] = process.argv;
const { modelTopology, signature, weightsManifest } = JSON.parse(readFileSync(`${model}.json`, 'utf8'));
const weightData = Uint8Array.from(readFileSync(`${model}.bin`)).buffer;
const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
const graph = await loadGraphModel({ load: async () => ({ modelTopology, signature, weightSpecs, weightData }) });
const bytes = readFileSync(pictures);
const size = 192 * 192 * 3;
const points = Array.from({ length: bytes.length / size }, (_, i) => {
  const input = tensor(Int32Array.from(bytes.subarray(i * size, (i + 1) * size)), [1, 192, 192, 3], 'int32');
  return [...graph.execute(input).dataSync()];
});
writeFileSync(result, JSON.stringify({ version: version_core, points }));
