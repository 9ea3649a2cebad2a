// LoRA, textual inversion, clip skip and another autoencoder, alone and together: pictures against diffusers' pipeline.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { type GoldenRequest, goldenImages, jobOf, psnr } from '../testing/goldenPictures.ts';
import { readEmbedding } from '../weights/embedding.ts';
import { memorySource } from '../weights/source.ts';
import { openTensorFile } from '../weights/tensorFile.ts';
import { useVae } from './extras.ts';
import { generate } from './generate.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const golden = readGolden('combined');
const image = goldenImages('combined');
const open = (path: string, folder = golden.folder) =>
  openTensorFile(memorySource(path, new Uint8Array(readFileSync(new URL(path, folder)))));

let loaded: Loaded;
beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const pack = await openPack(diskPack('pack-sd1', readGolden('pack-sd1').folder));
  const word = { ...readEmbedding(open('word.safetensors'), '<moss>'), sha256: '' };
  const library = {
    findLora: (name: string) => Promise.resolve(name === 'lora' ? open('lora.safetensors') : null),
    embeddings: () => Promise.resolve([word]),
  };
  loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } }, library);
});
afterAll(() => unload(loaded));

it.each(golden.cases)('$name', async ({ inputs, outputs }) => {
  const request = inputs['request'] as GoldenRequest;
  const other = { name: 'other', condition: null, open: async () => open('vae.safetensors', readGolden('model-parts').folder) }; // prettier-ignore
  await useVae(loaded, request.vae ? other : null);
  const { pixels, notTaken } = await generate(loaded, jobOf(request, image), new AbortController().signal, () => undefined); // prettier-ignore
  expect(notTaken).toEqual([]);
  expect(psnr(pixels, image(outputs['picture'] as string))).toBeGreaterThanOrEqual(golden.tolerance);
});
