// Whole pictures against diffusers: the golden fixtures as foreign packs, through the page's API.
import { expect, test } from './fixtures.ts';
import { type Case, readGolden } from './golden.ts';
import { pack as packImage, type Picture, type Request } from './inkling.ts';
import { PACK_HOST, servePacks } from './packs.ts';
import { psnr } from './score.ts';

/** Decibels of PSNR: fp32 differs by rounding, fp16 by more of it. */
const BAR = { wasm: 50, webgpu: 35 } as const;

/** On WASM in Node `workers/pipeline/pictures.test.ts` makes the pictures of all packs: here it is the page's turn, once. */
const PACKS = [
  ['pack-sd1', '@webgpu'],
  ['pack-velocity', '@webgpu-only'],
  ['pack-lcm', '@webgpu-only'],
  ['pack-loud', '@webgpu-only'],
] as const;

for (const [name, tag] of PACKS) {
  test(`${name}: the pictures of diffusers`, { tag }, async ({ studio, context, backend }) => {
    await servePacks(context);
    const { cases, picture } = readGolden(name);
    const api = await studio.api();
    await api.evaluate((inkling, base) => inkling.loadPack({ base }), `${PACK_HOST}/${name}/`);
    // lavapipe takes seconds for what WASM does in milliseconds.
    for (const each of backend === 'webgpu' ? cases.slice(0, 3) : cases) {
      const made = await studio.make(withImages(each.inputs.request, picture));
      const level = psnr(made, picture(each.outputs.picture));
      test.info().annotations.push({ type: 'PSNR', description: `${each.name}: ${level.toFixed(1)} dB` });
      expect.soft(level, `${name} ${each.name}`).toBeGreaterThanOrEqual(BAR[backend]);
    }
  });
}

/** Names of images replaced by the images. */
function withImages(request: Case['inputs']['request'], picture: (name: string) => Picture): Request {
  const { controls = [], init, ...rest } = request;
  return {
    ...rest,
    controls: controls.map((control) => ({ ...control, image: packImage(picture(String(control.image))) })),
    ...(init && { init: { ...init, image: packImage(picture(init.image)) } }),
  };
}
