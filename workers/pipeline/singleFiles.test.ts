// Pictures of single-file checkpoints against diffusers' pipelines of the same file.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { goldenImages, jobOf, psnr, type GoldenRequest } from '../testing/goldenPictures.ts';
import { readGolden } from '../testing/golden.ts';
import { clipMerges, singleFile } from '../testing/singleFile.ts';
import { checkpointPack } from '../weights/checkpoint.ts';
import { memorySource } from '../weights/source.ts';
import { openTensorFile } from '../weights/tensorFile.ts';
import { clipVocabulary } from './clipVocabulary.ts';
import { generate } from './generate.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

async function loadFile(name: string): Promise<Loaded> {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const reader = openTensorFile(memorySource(`${name}.safetensors`, singleFile(name)));
  const files = checkpointPack(reader, { name, vocabulary: clipVocabulary(clipMerges()) });
  return readied(await openPack(files), { runtime, target: { backend: 'wasm', precision: 'fp32' } });
}

describe.each(['sd1', 'sd2'])('the file single-%s, without a config, draws what diffusers draws', (name) => {
  const golden = readGolden(`single-${name}`);
  const image = goldenImages(`single-${name}`);
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadFile(name);
  });
  afterAll(() => unload(loaded));

  it.each(golden.cases)('$name', async ({ inputs, outputs }) => {
    const job = jobOf(inputs['request'] as GoldenRequest, image);
    const { pixels } = await generate(loaded, job, new AbortController().signal, () => undefined);
    expect(psnr(pixels, image(outputs['picture'] as string))).toBeGreaterThanOrEqual(golden.tolerance);
  });
});
