import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import type { PackFiles } from '../weights/types.ts';
import { parseInklingJson } from './inklingJson.ts';
import { openPack } from './pack.ts';

const files = diskPack('pack-sd1', readGolden('pack-sd1').folder);

/** The fixture with some files replaced (text) or gone (null). */
function changed(over: Readonly<Record<string, string | null>>): PackFiles {
  return {
    ...files,
    has: async (path) => (path in over ? over[path] !== null : files.has(path)),
    text: async (path) => over[path] ?? files.text(path),
  };
}

async function edited(path: string, edit: Readonly<Record<string, unknown>>): Promise<PackFiles> {
  return changed({ [path]: JSON.stringify({ ...(JSON.parse(await files.text(path)) as object), ...edit }) });
}

describe('openPack', () => {
  it('reads a diffusers folder with its two nets', async () => {
    const pack = await openPack(files);
    expect([...pack.controlNets.keys()]).toEqual(['controlnet', 'controlnet_1']);
    expect({ factor: pack.vaeFactor, multiple: pack.sizeMultiple }).toEqual({ factor: 8, multiple: 8 });
    expect(pack.weights.info('unet/conv_in.weight')?.shape).toHaveLength(4);
    expect(pack.weights.info('controlnet.controlnet#2/conv_in.weight')).toEqual(
      pack.weights.info('controlnet.controlnet/conv_in.weight'),
    );
  });

  it('leaves all nets of inkling.json but the first closed until they are asked for', async () => {
    const controlNets = { first: { path: 'controlnet' }, second: { path: 'controlnet_1/' } };
    const listed = changed({ 'inkling.json': JSON.stringify({ controlNets }) });
    let broken = true;
    const asked: string[] = [];
    const pack = await openPack({
      ...listed,
      tensors(path) {
        asked.push(path);
        if (broken && path.startsWith('controlnet_1/')) return Promise.reject(new AppError('download', 'cut off'));
        return files.tensors(path);
      },
    });
    expect([...pack.controlNets.keys()]).toEqual(['first', 'second']);
    expect(pack.weights.info('controlnet.first/conv_in.weight')?.shape).toHaveLength(4);
    expect(pack.weights.info('controlnet.second/conv_in.weight')).toBeUndefined();
    expect(asked.filter((path) => path.startsWith('controlnet_1/'))).toEqual([]);
    await expect(pack.openNets()).rejects.toMatchObject({ code: 'download' });
    broken = false;
    await Promise.all([pack.openNets(['second']), pack.openNets()]);
    expect(pack.weights.info('controlnet.second/conv_in.weight')?.shape).toHaveLength(4);
    expect(asked.filter((path) => path.startsWith('controlnet_1/'))).toHaveLength(2);
    pack.weights.close();
  });

  it('accepts the -Infinity that Python writes', async () => {
    const text = await files.text('scheduler/scheduler_config.json');
    const pack = await openPack(
      changed({ 'scheduler/scheduler_config.json': text.replace('{', '{"lambda_min_clipped": -Infinity,') }),
    );
    expect(pack.scheduler['lambda_min_clipped']).toBeNull();
  });

  it.each([
    [
      'a config that is no JSON',
      () => changed({ 'unet/config.json': '<!doctype html>' }),
      'bad-model',
      'unet/config.json',
    ],
    [
      'an unknown UNet block',
      () => edited('unet/config.json', { down_block_types: ['AttnDownBlock3D'] }),
      'unsupported',
      'down_block_types',
    ],
    [
      'a UNet that needs class labels',
      () => edited('unet/config.json', { num_class_embeds: 4 }),
      'unsupported',
      'class',
    ],
    ['another VAE class', () => edited('vae/config.json', { _class_name: 'VQModel' }), 'unsupported', 'VQModel'],
    [
      'pickled weights',
      () =>
        changed({
          'unet/diffusion_pytorch_model.safetensors': null,
          'unet/diffusion_pytorch_model.bin': 'never read',
        }),
      'unsupported',
      'pickle',
    ],
  ] as const)('refuses %s', async (_name, make, code, names) => {
    await expect(openPack(await make())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(names) as string,
    });
  });
});

describe('parseInklingJson', () => {
  it('takes what is there and leaves the rest out', () => {
    expect(parseInklingJson('{"name":"x","files":{"a":{"bytes":3},"b":{"bytes":4}}}', 'p')).toMatchObject({
      name: 'x',
      defaults: {},
      sizeBytes: 7,
    });
    const defaults = { guidanceRescale: 0.7, controlMode: 'positive', finish: 'clean' };
    expect(parseInklingJson(JSON.stringify({ defaults }), 'p').defaults).toEqual(defaults);
  });

  it.each([
    '[]',
    'x',
    '{"defaults":{"steps":-1}}',
    '{"defaults":{"sampler":"magic"}}',
    '{"defaults":{"controlMode":"strict"}}',
    '{"defaults":{"finish":"glossy"}}',
    '{"defaults":{"guidanceRescale":"a lot"}}',
    '{"preview":{"matrix":[[1]],"bias":[0,0,0]}}',
    '{"controlNets":{"a":{}}}',
  ])('refuses %s as bad-model', (text) => {
    expect(() => parseInklingJson(text, 'p')).toThrow(expect.objectContaining({ code: 'bad-model' }));
  });
});
