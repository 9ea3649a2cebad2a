// Nets and autoencoders from files of their own, laid over a pack: pictures against diffusers.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { afterEach, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden, readWeights } from '../testing/golden.ts';
import { goldenImages, type GoldenRequest, jobOf, psnr } from '../testing/goldenPictures.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { memorySource } from '../weights/source.ts';
import { openTensorFile } from '../weights/tensorFile.ts';
import { addNet, type ExtraFile, liesOver, takeOff, useVae } from './extras.ts';
import { generate } from './generate.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const golden = readGolden('model-parts');
const image = goldenImages('model-parts');
const base = readGolden('pack-sd1').folder;
const bytesOf = (folder: URL, path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, folder)));

let loaded: Loaded | null = null;
afterEach(async () => {
  if (loaded) await unload(loaded);
  loaded = null;
});

async function loadBase(): Promise<Loaded> {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const pack = await openPack(diskPack('pack-sd1', base));
  return (loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } }));
}

const file = (bytes: Uint8Array, name = 'net'): ExtraFile => ({
  name,
  condition: null,
  open: async () => openTensorFile(memorySource(`${name}.safetensors`, bytes)),
});

/** How near the picture of a case is to diffusers'. */
async function level(on: Loaded, name: string): Promise<number> {
  const found = golden.cases.find((each) => each.name === name)!;
  const job = jobOf(found.inputs['request'] as GoldenRequest, image);
  const { pixels } = await generate(on, job, new AbortController().signal, () => undefined);
  return psnr(pixels, image(found.outputs['picture'] as string));
}

/** The net of pack-sd1 under CompVis' names, as the fixture lists them. */
function ldmNet(): Uint8Array {
  const reader = readWeights(base, 'controlnet/diffusion_pytorch_model.safetensors');
  const names = golden.document['names'] as Readonly<Record<string, string>>;
  return writeSafetensors(
    Object.entries(names).map(([key, stored]) => {
      const info = reader.info(stored)!;
      return { key, shape: info.shape, dtype: info.dtype, data: reader.read(stored).slice() };
    }),
  );
}

it.each([
  ['a Control-LoRA', 'control-lora', () => bytesOf(golden.folder, 'control-lora.safetensors')],
  ["a net in CompVis' names", 'net', ldmNet],
  [
    'a lone diffusers file without its config',
    'net',
    () => bytesOf(base, 'controlnet/diffusion_pytorch_model.safetensors'),
  ],
] as const)('%s steers as in diffusers', async (_what, name, bytes) => {
  const on = await loadBase();
  await addNet(on, file(bytes()));
  expect(await level(on, name)).toBeGreaterThanOrEqual(golden.tolerance);
});

it('an autoencoder from a file is used and given back', async () => {
  const on = await loadBase();
  const vae = file(bytesOf(golden.folder, 'vae.safetensors'), 'other');
  expect(await level(on, 'plain')).toBeGreaterThanOrEqual(golden.tolerance);
  await useVae(on, vae);
  expect(await level(on, 'vae')).toBeGreaterThanOrEqual(golden.tolerance);
  expect(await level(on, 'vae-img2img')).toBeGreaterThanOrEqual(golden.tolerance);
  await useVae(on, null);
  expect(await level(on, 'plain')).toBeGreaterThanOrEqual(golden.tolerance);
});

it('what lies over the model is told, and no more once it is taken off', async () => {
  const on = await loadBase();
  expect(liesOver(on, 'other')).toBe(false);
  await useVae(on, file(bytesOf(golden.folder, 'vae.safetensors'), 'other'));
  await addNet(on, file(ldmNet(), 'net'));
  expect([liesOver(on, 'other'), liesOver(on, 'net'), liesOver(on, 'controlnet')]).toEqual([true, true, false]);
  for (const name of ['other', 'net']) await takeOff(on, name);
  expect([liesOver(on, 'other'), liesOver(on, 'net')]).toEqual([false, false]);
});

it('what does not fit is refused, and nothing changes', async () => {
  const on = await loadBase();
  const vae = bytesOf(golden.folder, 'vae.safetensors');
  await expect(addNet(on, file(vae, 'x'))).rejects.toMatchObject({ code: 'unsupported', message: 'x is not a net.' });
  const other = bytesOf(readGolden('pack-velocity').folder, 'controlnet/diffusion_pytorch_model.safetensors');
  await expect(addNet(on, file(other, 'y'))).rejects.toMatchObject({ code: 'bad-model' });
  await expect(useVae(on, file(other, 'z'))).rejects.toMatchObject({ message: 'z is not an autoencoder (VAE).' });
  expect([...on.pack.controlNets.keys()]).toEqual(['controlnet', 'controlnet_1']);
  expect(await level(on, 'plain')).toBeGreaterThanOrEqual(golden.tolerance);
});
