// The race of `npm run bench -- step` in its shortest form: the rival is made of the pack that ships, and computes the same.
import * as ort from 'onnxruntime-web';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRuntime } from '../workers/runtime/session.ts';
import { type FileServer, serveFiles } from '../workers/testing/fileServer.ts';
import { embeddedModels } from './raceWeights.ts';
import { race } from './stepRace.ts';

const PACK = 'public/models/inkling-mini';
const WEIGHTS = 'diffusion_pytorch_model.safetensors';
const FILES = [
  `${PACK}/text_encoder/config.json`,
  `${PACK}/unet/config.json`,
  `${PACK}/unet/${WEIGHTS}`,
  `${PACK}/controlnet-scribble/config.json`,
  `${PACK}/controlnet-scribble/${WEIGHTS}`,
  'bench/rival/embedded/net.fp32.onnx.gz',
  'bench/rival/embedded/unet.fp32.onnx.gz',
];

let server: FileServer;
beforeAll(async () => {
  server = await serveFiles(Object.fromEntries(FILES.map((path) => [path, readFileSync(path)])));
});
afterAll(() => server.close());

it('a step of ours and of the rival give the same', async () => {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const models = await embeddedModels(`${server.url}${PACK}/`, `${server.url}bench/rival/embedded/`);
  const { difference } = await race({ ort, runtime, ...models, side: 16, steps: 1, takeTurns: true });
  expect(difference).toBeLessThanOrEqual(0.01);
});
