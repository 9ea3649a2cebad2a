// The small autoencoder of previews against diffusers' AutoencoderTiny: from its own file and the author's, on packs that it fits.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { afterEach, expect, it } from 'vitest';
import { fromPlanar } from '../image/pixels.ts';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden, readWeights } from '../testing/golden.ts';
import { writeSafetensors, type WrittenTensor } from '../testing/writeSafetensors.ts';
import { memorySource } from '../weights/source.ts';
import { openTensorFile } from '../weights/tensorFile.ts';
import { liesOver, takeOff } from './extras.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';
import type { Plan } from './plan.ts';
import { decodedPreview, usePreview } from './previews.ts';

const golden = readGolden('vae-tiny');
const own = readWeights(golden.folder, 'vae/diffusion_pytorch_model.safetensors');
const OWN = new Uint8Array(readFileSync(new URL('vae/diffusion_pytorch_model.safetensors', golden.folder)));
/** As in `taesd_decoder.safetensors`: the decoder alone, its layers numbered from the clamp. */
const AUTHORS = writeSafetensors(
  own.keys().flatMap((key): WrittenTensor[] => {
    const [, layer, rest = ''] = /^decoder\.layers\.(\d+)(\..+)$/.exec(key) ?? [];
    const info = own.info(key);
    return layer && info ? [{ key: `${Number(layer) + 1}${rest}`, ...info, data: own.read(key).slice() }] : [];
  }),
);
const signal = new AbortController().signal;

let loaded: Loaded | null = null;
afterEach(async () => {
  if (loaded) await unload(loaded);
  loaded = null;
});

async function load(name: string): Promise<Loaded> {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const pack = await openPack(diskPack(name, readGolden(name).folder));
  return (loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } }));
}

const file = (bytes: Uint8Array, name = 'taesd') => ({
  name,
  condition: null,
  open: async () => openTensorFile(memorySource(`${name}.safetensors`, bytes)),
});

it.each([
  ['diffusers', OWN],
  ['its author', AUTHORS],
])('under the names of %s it shows what AutoencoderTiny decodes, until it is taken off', async (_, bytes) => {
  const on = await load('pack-sd1');
  await usePreview(on, file(bytes));
  expect(liesOver(on, 'taesd')).toBe(true);
  const [, , height, width] = golden.tensor('decode.latent').shape;
  const latent = golden.floats('decode.latent');
  const seen = await decodedPreview(on, { width, height } as Plan, latent, signal);
  const wanted = fromPlanar(golden.floats('decode.image'), 8 * width, 8 * height);
  expect([seen?.width, seen?.height]).toEqual([wanted.width, wanted.height]);
  // Sums in another order may fall on the other side of a half.
  const most = Math.max(...wanted.data.map((value, i) => Math.abs(value - (seen?.data[i] ?? 0))));
  expect(most).toBeLessThanOrEqual(1);
  await takeOff(on, 'taesd');
  expect(liesOver(on, 'taesd')).toBe(false);
  expect(await decodedPreview(on, { width, height } as Plan, latent, signal)).toBeNull();
});

it('for a model of other latents it is left out; a file that is something else is refused', async () => {
  const on = await load('pack-velocity');
  await usePreview(on, file(OWN));
  expect(on.pack.preview).toEqual({ name: 'taesd', config: null });
  await expect(usePreview(on, file(writeSafetensors([]), 'none'))).rejects.toMatchObject({ code: 'unsupported' });
  expect(on.pack.preview).toBeNull();
});
