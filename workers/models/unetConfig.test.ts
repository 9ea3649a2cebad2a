import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { residualCount, textConsumers, timeConsumers } from './layout.ts';
import { parseControlNetConfig, parseUNetConfig } from './unetConfig.ts';

const failure = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
};

describe('parseUNetConfig', () => {
  it('reads an empty config as Stable Diffusion 1.5, as diffusers does', () => {
    const unet = parseUNetConfig({ cross_attention_dim: 768 });
    expect(unet.down.map(({ channels, attention, resamples }) => [channels, attention?.heads, resamples])).toEqual([
      [320, 8, true],
      [640, 8, true],
      [1280, 8, true],
      [1280, undefined, false],
    ]);
    expect(unet.up.map(({ channels, resnets, attention }) => [channels, resnets, attention?.heads])).toEqual([
      [1280, 3, undefined],
      [1280, 3, 8],
      [640, 3, 8],
      [320, 3, 8],
    ]);
    // 22 residual blocks (4*2 down, 2 in the middle, 4*3 up), 16 transformers (6 + 1 + 9), 13 residuals (12 + 1).
    expect([timeConsumers(unet).length, textConsumers(unet).length, residualCount(unet)]).toEqual([22, 16, 13]);
  });

  it('takes heads, layers and depths a block, mirrored on the way up', () => {
    const unet = parseUNetConfig({
      block_out_channels: [64, 128],
      down_block_types: ['CrossAttnDownBlock2D', 'CrossAttnDownBlock2D'],
      up_block_types: ['CrossAttnUpBlock2D', 'CrossAttnUpBlock2D'],
      attention_head_dim: [2, 4],
      layers_per_block: [1, 3],
      transformer_layers_per_block: [1, 2],
    });
    expect(unet.up.map(({ resnets, attention }) => [resnets, attention])).toEqual([
      [4, { heads: 4, depth: 2, onlyCross: false }],
      [2, { heads: 2, depth: 1, onlyCross: false }],
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['unsupported: UNet2DConditionModel: "_class_name": "UNet2DModel" is', { _class_name: 'UNet2DModel' }],
    ['unsupported: UNet2DConditionModel: "addition_embed_type": "text_time" is', { addition_embed_type: 'text_time' }],
    ['unsupported: UNet2DConditionModel: "down_block_types": ["AttnDownBlock2D"] is', { down_block_types: ['AttnDownBlock2D'] }], // prettier-ignore
    ['unsupported: UNet2DConditionModel: "mid_block_type": "UNetMidBlock2DSimpleCrossAttn" is', { mid_block_type: 'UNetMidBlock2DSimpleCrossAttn' }], // prettier-ignore
    ['unsupported: UNet2DConditionModel: "act_fn": "gelu" is', { act_fn: 'gelu' }],
    ['unsupported: UNet2DConditionModel: "dual_cross_attention": true is', { dual_cross_attention: true }],
    ['unsupported: UNet2DConditionModel: "encoder_hid_dim": 4096 is', { encoder_hid_dim: 4096 }],
    ['unsupported: UNet2DConditionModel: "time_embedding_type": "fourier" is', { time_embedding_type: 'fourier' }],
    ['unsupported: UNet2DConditionModel: "cross_attention_dim": [8,8,8,9] is', { cross_attention_dim: [8, 8, 8, 9] }],
    ['bad-model: UNet2DConditionModel: "layers_per_block" should be', { layers_per_block: 'two' }],
    ['bad-model: UNet2DConditionModel: "attention_head_dim" should be 4 numbers', { attention_head_dim: [5, 10] }],
    ['bad-model: UNet2DConditionModel: "norm_num_groups" should be a whole number, not 0', { norm_num_groups: 0 }],
    [
      'bad-model: UNet2DConditionModel: "layers_per_block" should be a whole number of at most 12, not 1000000000',
      { layers_per_block: 1e9 },
    ],
    [
      'bad-model: UNet2DConditionModel: "transformer_layers_per_block" should be a short list',
      { transformer_layers_per_block: [1, 1, 1, 5000] },
    ],
  ])('refuses: %s', (message, config) => {
    expect(failure(() => parseUNetConfig(config))).toContain(message);
  });
});

describe('parseControlNetConfig', () => {
  it('reads the hint encoder and the channel order', () => {
    const net = parseControlNetConfig({ controlnet_conditioning_channel_order: 'bgr' });
    expect([net.hintChannels, net.conditioningChannels, net.bgr, net.globalPool]).toEqual([
      [16, 32, 96, 256],
      3,
      true,
      false,
    ]);
  });

  it.each<[string, unknown]>([
    ['bad-model: The config of ControlNetModel is not a JSON object.', null],
    ['unsupported: ControlNetModel: "_class_name": "ControlNetUnionModel" is', { _class_name: 'ControlNetUnionModel' }],
    ['bad-model: ControlNetModel: "layers_per_block" should be a whole number', { layers_per_block: [1, 2, 2, 2] }],
    ['unsupported: ControlNetModel: "controlnet_conditioning_channel_order": "grb" is', { controlnet_conditioning_channel_order: 'grb' }], // prettier-ignore
  ])('refuses: %s', (message, config) => {
    expect(failure(() => parseControlNetConfig(config))).toContain(message);
  });
});
