// What people lay over a model, end to end: a LoRA with a word of its own, another VAE, a T2I-Adapter, an inpainting model, in one visit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, JSHandle } from '@playwright/test';
import { writeSafetensors, type WrittenTensor } from '../workers/testing/writeSafetensors.ts';
import { safetensorsReader } from '../workers/weights/reader.ts';
import { memorySource } from '../workers/weights/source.ts';
import { adapterConfig, adapterReader } from '../workers/weights/t2iAdapter.ts';
import type { TensorReader } from '../workers/weights/types.ts';
import { expect, test } from './fixtures.ts';
import { type Case, readGolden } from './golden.ts';
import { type Inkling, pack as packImage, type Request, type Step } from './inkling.ts';
import { FIXTURES, PACK_HOST, servePacks } from './packs.ts';
import { psnr } from './score.ts';

/** Decibels of PSNR: fp32 differs by rounding, fp16 by more of it. */
const BAR = { wasm: 50, webgpu: 35 } as const;
const VAE = 'vae/diffusion_pytorch_model.safetensors';
const UNET = 'pack-sd1/unet/diffusion_pytorch_model.safetensors';

const tensorsOf = (path: string): TensorReader =>
  safetensorsReader(memorySource(path, new Uint8Array(readFileSync(join(FIXTURES, path)))));

function entries(reader: TensorReader, rename = (key: string): string => key): WrittenTensor[] {
  return reader.keys().flatMap((key) => {
    const info = reader.info(key);
    return info ? [{ key: rename(key), ...info, data: reader.read(key).slice() }] : [];
  });
}

/** The fixture's LoRA, which brings its word along: a file of that word alone is too narrow to be known as one for Stable Diffusion. */
const loraWithWord = (): Uint8Array =>
  writeSafetensors([
    ...entries(tensorsOf('combined/lora.safetensors')),
    ...entries(tensorsOf('combined/word.safetensors'), (word) => `bundle_emb.${word}.string_to_param.*`),
  ]);

const ADAPTER = 'https://nets.test/grey/';

/** The fixture's adapter as a folder: it is too narrow to be taken for one of Stable Diffusion's, were it a file on its own. */
async function serveAdapter(context: BrowserContext): Promise<void> {
  const path = 't2i-adapter/grey.safetensors';
  const config = JSON.stringify(adapterConfig(adapterReader(tensorsOf(path), 'adapter.')));
  await context.route(`${ADAPTER}**`, (route) => {
    const name = route.request().url().slice(ADAPTER.length);
    const body = { 'config.json': config, 'diffusion_pytorch_model.safetensors': readFileSync(join(FIXTURES, path)) }[
      name
    ];
    return route.fulfill({
      status: body ? 200 : 404,
      headers: { 'access-control-allow-origin': '*' },
      body: body ?? '',
    });
  });
}

/** pack-sd1's UNet with a first convolution of nine channels. */
function widened(): Buffer {
  const first = entries(tensorsOf('inpaint/conv-in.safetensors'));
  const rest = entries(tensorsOf(UNET)).filter(({ key }) => !first.some((each) => each.key === key));
  return Buffer.from(writeSafetensors([...first, ...rest]));
}

test(
  'a LoRA with its word, a VAE, a T2I-Adapter and an inpainting model draw what diffusers draws; a small decoder shows it on the way',
  { tag: '@webgpu' },
  async ({ studio, context, backend }) => {
    const lora = loraWithWord();
    await servePacks(context, (path, file) => (path === 'combined/lora.safetensors' ? Buffer.from(lora) : file));
    await serveAdapter(context);
    const api = await studio.api();
    await api.evaluate(
      async (inkling, [base, grey]) => {
        await inkling.addModel(`${base}/combined/lora.safetensors`, { name: 'lora' });
        await inkling.addModel(`${base}/model-parts/vae.safetensors`, { name: 'other' });
        await inkling.loadPack({ base: `${base}/pack-sd1/`, controlNets: { grey } });
      },
      [PACK_HOST, ADAPTER] as const,
    );
    const draws = async (fixture: string, name: string): Promise<void> => {
      const { cases, picture } = readGolden(fixture);
      const found = cases.find((each) => each.name === name)!;
      const level = psnr(await studio.make(requestOf(found, picture)), picture(found.outputs.picture));
      test.info().annotations.push({ type: 'PSNR', description: `${name}: ${level.toFixed(1)} dB` });
      expect.soft(level, name).toBeGreaterThanOrEqual(BAR[backend]);
    };
    await draws('pack-sd1', readGolden('pack-sd1').cases[0].name);
    await draws('combined', 'lora-ddim');
    expect(await previewSides(api)).toEqual([8, 8, 8]);
    await api.evaluate((inkling, small) => inkling.addModel(small, { name: 'small' }), `${PACK_HOST}/vae-tiny/${VAE}`);
    expect(await previewSides(api)).toEqual([64, 64, 0]); // the picture itself comes next
    await draws('combined', 'everything-ddim');
    await draws('t2i-adapter', 'grey-euler');
    await draws('pack-sd1', readGolden('pack-sd1').cases[0].name); // all of it is off again

    const nine = widened();
    const config = JSON.parse(readFileSync(join(FIXTURES, 'pack-sd1/unet/config.json'), 'utf8')) as object;
    const changed = new Map([
      [UNET, nine],
      ['pack-sd1/unet/config.json', Buffer.from(JSON.stringify({ ...config, in_channels: 9 }))],
    ]);
    await servePacks(context, (path, file) => changed.get(path) ?? file);
    await api.evaluate((inkling, base) => inkling.loadPack({ base }), `${PACK_HOST}/case-9/pack-sd1/`);
    await draws('inpaint', 'nine-ddim');
  },
);

/** Widths of what is seen on the way to a picture of 64 pixels; 0 for nothing. */
const previewSides = (api: JSHandle<Inkling>): Promise<readonly number[]> =>
  api.evaluate(async (inkling) => {
    const sides: number[] = [];
    const onStep = ({ preview }: Step): void => {
      sides.push(preview?.width ?? 0);
      preview?.close();
    };
    await inkling.generate({ prompt: 'a cat', width: 64, height: 64, steps: 3, sampler: 'ddim', seed: 1 }, { onStep });
    return sides;
  });

/** Names of images replaced by the images. */
function requestOf({ inputs }: Case, picture: ReturnType<typeof readGolden>['picture']): Request {
  const { controls = [], init, mask, vae, ...rest } = inputs.request;
  return {
    ...rest,
    controls: controls.map((control) => ({ ...control, image: packImage(picture(String(control.image))) })),
    ...(init && { init: { ...init, image: packImage(picture(init.image)) } }),
    ...(typeof mask === 'string' && { mask: packImage(picture(mask)) }),
    ...(vae && { vae }),
  };
}
