// Whole pictures against diffusers' pipelines: same pack, same request, same seed.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { type GoldenRequest, goldenImages, jobOf, psnr } from '../testing/goldenPictures.ts';
import { generate } from './generate.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const FIXTURES = ['pack-sd1', 'pack-velocity', 'pack-lcm', 'pack-loud'] as const;

async function loadFixture(name: string): Promise<Loaded> {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const pack = await openPack(diskPack(name, readGolden(name).folder));
  return readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } });
}

describe.each(FIXTURES)('pictures of %s equal diffusers', (name) => {
  const golden = readGolden(name);
  const image = goldenImages(name);
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadFixture(name);
  });
  afterAll(() => unload(loaded));

  it.each(golden.cases.filter(({ kind }) => kind === 'picture'))('$name', async ({ inputs, outputs }) => {
    const job = jobOf(inputs['request'] as GoldenRequest, image);
    const { pixels } = await generate(loaded, job, new AbortController().signal, () => undefined);
    expect(psnr(pixels, image(outputs['picture'] as string))).toBeGreaterThanOrEqual(golden.tolerance);
  });
});
