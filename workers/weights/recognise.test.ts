// What files are, by names and shapes: the published models at their real sizes, and what is none of them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unetNames } from './ldm/blocks.ts';
import { controlNetConfig, unetConfig, vaeConfig, type Family } from './ldm/configs.ts';
import { vaeNames } from './ldm/vae.ts';
import { recognise } from './recognise.ts';
import type { Tensors } from './types.ts';

interface Real {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly configs: Readonly<Record<'unet' | 'vae' | 'controlnet', Readonly<Record<string, unknown>>>>;
}
const FILE = new URL('../../python/golden/fixtures/single-files/shapes.json', import.meta.url);
const REAL = JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<Family, Real>>;

function tensors(shapes: Readonly<Record<string, readonly number[]>>): Tensors {
  return {
    keys: () => Object.keys(shapes),
    info: (key) => (Object.hasOwn(shapes, key) ? { dtype: 'F16', shape: shapes[key] } : undefined),
  };
}

function below({ shapes }: Real, prefix: string, rename: (names: readonly string[]) => Map<string, string>): Tensors {
  const names = Object.keys(shapes).filter((name) => name.startsWith(prefix));
  const renamed = rename(names.map((name) => name.slice(prefix.length)));
  return tensors(Object.fromEntries(Array.from(renamed, ([key, name]) => [key, shapes[prefix + name]])));
}

const only = (real: Real, prefix: string): Tensors =>
  tensors(Object.fromEntries(Object.entries(real.shapes).filter(([name]) => name.startsWith(prefix))));

describe.each(['sd1', 'sd2'] as const)('%s at its real size', (family) => {
  const real = REAL[family];
  const { configs } = real;

  it('every tensor of the file has a place', () => {
    const all = (prefix: string): number => Object.keys(real.shapes).filter((name) => name.startsWith(prefix)).length;
    const unet = below(real, 'model.diffusion_model.', unetNames);
    expect(unet.keys()).toHaveLength(all('model.diffusion_model.'));
    expect(below(real, 'control_model.', unetNames).keys()).toHaveLength(all('control_model.'));
    expect(below(real, 'first_stage_model.', vaeNames).keys()).toHaveLength(all('first_stage_model.'));
  });

  it("the configs are those of diffusers' folders", () => {
    const unet = unetConfig(below(real, 'model.diffusion_model.', unetNames), family, family === 'sd1' ? 64 : 96);
    const { _class_name: name, transformer_layers_per_block: depth, ...rest } = unet;
    expect([name, depth]).toEqual(['UNet2DConditionModel', 1]);
    expect(configs.unet).toMatchObject(rest);
    const net = controlNetConfig(below(real, 'control_model.', unetNames), family, false);
    const { _class_name: netName, transformer_layers_per_block: netDepth, ...netRest } = net;
    expect([netName, netDepth]).toEqual(['ControlNetModel', 1]);
    expect({ ...configs.controlnet, upcast_attention: family === 'sd2' }).toMatchObject(netRest);
    const { _class_name: vaeName, ...vaeRest } = vaeConfig(below(real, 'first_stage_model.', vaeNames));
    expect(vaeName).toBe('AutoencoderKL');
    expect(configs.vae).toMatchObject(vaeRest);
  });

  it('is told from its parts', () => {
    expect(recognise(tensors(real.shapes))).toMatchObject({ kind: 'checkpoint', family, inpainting: false });
    expect(recognise(only(real, 'control_model.'))).toMatchObject({
      kind: 'controlnet',
      family,
      naming: 'ldm',
      prefix: 'control_model.',
      lora: false,
    });
    expect(recognise(only(real, 'first_stage_model.'))).toMatchObject({ kind: 'vae', prefix: 'first_stage_model.' });
    expect(recognise(below(real, 'control_model.', unetNames))).toMatchObject({
      kind: 'controlnet',
      naming: 'diffusers',
    });
    expect(recognise(below(real, 'first_stage_model.', vaeNames))).toMatchObject({ kind: 'vae', naming: 'diffusers' });
  });
});

it('an inpainting checkpoint reads nine channels', () => {
  const shapes = { ...REAL.sd1.shapes, 'model.diffusion_model.input_blocks.0.0.weight': [320, 9, 3, 3] };
  expect(recognise(tensors(shapes))).toMatchObject({ kind: 'checkpoint', inpainting: true });
});

it.each([
  ['conv_in.weight', [320, 192, 3, 3], 'body.0.block1.weight', ''],
  ['conv_in.weight', [320, 64, 3, 3], 'body.0.resnets.0.block1.weight', ''],
  ['adapter.conv_in.weight', [320, 64, 3, 3], 'adapter.body.0.resnets.0.block1.weight', 'adapter.'],
  ['body.0.in_conv.weight', [80, 192, 1, 1], 'body.0.body.0.block1.weight', ''],
  ['adapter.body.0.in_conv.weight', [80, 64, 1, 1], 'adapter.body.0.resnets.0.block1.weight', 'adapter.'],
])('a T2I-Adapter by %s %j and %s', (first, shape, block, prefix) => {
  const found = recognise(tensors({ [first]: shape, [block]: [320, 320, 3, 3] }));
  expect(found).toEqual({ kind: 't2i-adapter', family: 'sd1', prefix });
});

it.each([
  ['decoder.layers.0.weight', 'decoder.layers.2.conv.0.weight', 4, { kind: 'preview', family: 'unknown', prefix: 'decoder.layers.', before: 0 }],
  ['1.weight', '3.conv.0.weight', 4, { kind: 'preview', family: 'unknown', prefix: '', before: 1 }],
  ['1.weight', '3.conv.0.weight', 16, { kind: 'other', what: 'a preview autoencoder of Stable Diffusion 3 or Flux' }],
  ['1.weight', '3.conv.0.weight', 12, { kind: 'other', what: null }],
])('a small autoencoder by %s, %s and %i channels', (first, block, latent, found) => {
  expect(recognise(tensors({ [first]: [64, latent, 3, 3], [block]: [64, 64, 3, 3] }))).toEqual(found);
}); // prettier-ignore

describe('names what it is not', () => {
  const one = { ...REAL.sd1.shapes };
  it.each([
    ['conditioner.embedders.0.transformer.text_model.final_layer_norm.weight', 'a Stable Diffusion XL checkpoint'],
    ['model.diffusion_model.label_emb.0.0.weight', 'a Stable Diffusion XL model'],
    ['model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight', 'a Stable Diffusion 3 model'],
    ['model.diffusion_model.double_blocks.0.img_attn.qkv.weight', 'a Flux model or a part of one'],
    ['model.layers.0.mlp.down_proj.weight model.embed_tokens.weight', 'a language model'],
    ['motion_modules.0.temporal_transformer.proj_in.weight', 'an AnimateDiff motion module'],
    ['body.0.rdb1.conv1.weight', 'an upscaler (ESRGAN)'],
  ])('%s', (names, what) => {
    const shapes = Object.fromEntries(names.split(' ').map((name) => [name, [4, 4]]));
    expect(recognise(tensors({ ...(names.startsWith('model.diff') ? one : {}), ...shapes }))).toEqual({
      kind: 'other',
      what,
    });
  });

  it.each([
    [
      'lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight',
      [4, 2048],
      'a LoRA for Stable Diffusion XL',
    ],
    ['conv_in.weight', [320, 4], null],
  ] as const)('%s', (name, shape, what) => {
    expect(recognise(tensors({ [name]: shape }))).toEqual({ kind: 'other', what });
  });
});

it.each([
  ['lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight', [4, 768], 'lora', 'sd1'],
  ['unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.lora_A.weight', [4, 1024], 'lora', 'sd2'],
  ['emb_params', [3, 768], 'embedding', 'sd1'],
  ['<cat>', [1024], 'embedding', 'sd2'],
] as const)('%s is %s', (name, shape, kind, family) => {
  expect(recognise(tensors({ [name]: shape }))).toEqual({ kind, family });
});

it('numbers beyond reason and a hundred thousand names take no time', () => {
  const shapes: Record<string, readonly number[]> = { 'model.diffusion_model.input_blocks.0.0.weight': [320, 4, 3, 3] };
  for (let i = 0; i < 100_000; i++) shapes[`model.diffusion_model.input_blocks.${i * 12345}.0.x`] = [1];
  expect(recognise(tensors(shapes)).kind).toBe('checkpoint');
  expect(unetNames(Object.keys(shapes)).size).toBeLessThan(2);
});

it('LoRAs of kinds that are not read are named', () => {
  const of = (name: string) => recognise(tensors({ [`lora_unet_mid_block_proj.${name}`]: [2, 2] }));
  expect(of('oft_blocks')).toEqual({ kind: 'other', what: 'a LoRA of the kind OFT or BOFT' });
  expect(of('a1.weight')).toEqual({ kind: 'other', what: 'a LoRA of the kind GLoRA' });
});
