// Inpainting against diffusers' pipeline: a UNet of nine channels, and of four, with a mask and without.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden, readWeights } from '../testing/golden.ts';
import { type GoldenRequest, goldenImages, jobOf, psnr } from '../testing/goldenPictures.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { memoryPack } from '../weights/packFiles.ts';
import type { PackFiles } from '../weights/types.ts';
import { generate } from './generate.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const golden = readGolden('inpaint');
const image = goldenImages('inpaint');
const base = readGolden('pack-sd1').folder;
const UNET = 'unet/diffusion_pytorch_model.safetensors';

/** pack-sd1 with the UNet's first convolution of the fixture, and `channels` in its config. */
async function widened(channels: number): Promise<PackFiles> {
  const files = diskPack('pack-sd1', base);
  if (channels === 4) return files;
  const own = readWeights(base, UNET);
  const first = readWeights(golden.folder, 'conv-in.safetensors');
  const entries = own.keys().map((key) => {
    const from = first.info(key) ? first : own;
    const { shape, dtype } = from.info(key)!;
    return { key, shape, dtype, data: from.read(key).slice() };
  });
  const config = { ...(JSON.parse(await files.text('unet/config.json')) as object), in_channels: channels };
  const made = memoryPack('nine', { [UNET]: writeSafetensors(entries), 'unet/config.json': JSON.stringify(config) });
  const of = async (path: string): Promise<PackFiles> => ((await made.has(path)) ? made : files);
  return {
    name: 'nine',
    has: async (path) => (await of(path)).has(path),
    text: async (path) => (await of(path)).text(path),
    tensors: async (path) => (await of(path)).tensors(path),
  };
}

describe.each([9, 4])('a UNet of %i channels', (channels) => {
  let loaded: Loaded;
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
    const pack = await openPack(await widened(channels));
    loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } });
  });
  afterAll(() => unload(loaded));

  it.each(golden.cases.filter((each) => each.inputs['channels'] === channels))('$name', async ({ inputs, outputs }) => {
    const request = inputs['request'] as GoldenRequest & { readonly mask: string | null };
    const job = { ...jobOf(request, image), mask: request.mask === null ? null : image(request.mask) };
    const { pixels } = await generate(loaded, job, new AbortController().signal, () => undefined);
    expect(psnr(pixels, image(outputs['picture'] as string))).toBeGreaterThanOrEqual(golden.tolerance);
  });
});

it('a UNet that reads a depth map beside the latent is refused, with both numbers', async () => {
  await expect(openPack(await widened(5))).rejects.toMatchObject({
    code: 'unsupported',
    message: 'nine: the UNet reads 5 channels and writes 4.',
  });
});
