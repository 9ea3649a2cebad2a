// diffusers' AutoencoderKL: encoder to the moments of the latent, decoder to the picture.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Value } from '../onnx/graph.ts';
import { conv } from '../onnx/layers.ts';
import { cast, scale, split } from '../onnx/ops.ts';
import type { ConfigReader } from './configReader.ts';
import type { VaeGraphOptions } from './vaeOptions.ts';
import { intoStream, normedStream, vaeDownsample, vaeMidBlock, vaeResnet, vaeUpsample } from './blocks/vaeBlocks.ts';

/** Keys as in config.json. */
export interface KlConfig {
  readonly kind: 'kl';
  /** Resolutions: a latent cell is 2^(levels - 1) pixels wide. */
  readonly levels: number;
  readonly in_channels: number;
  readonly out_channels: number;
  readonly latent_channels: number;
  readonly block_out_channels: readonly number[];
  readonly layers_per_block: number;
  readonly norm_num_groups: number;
  readonly scaling_factor: number;
  readonly use_quant_conv: boolean;
  readonly use_post_quant_conv: boolean;
  readonly mid_block_add_attention: boolean;
}

/** @throws AppError `unsupported` or `bad-model` naming the key */
export function parseKlConfig(config: ConfigReader): KlConfig {
  const channels = config.integers('block_out_channels', [64]);
  const groups = config.integer('norm_num_groups', 32);
  if (channels.some((count) => count % groups)) config.wrong('norm_num_groups', 'a divisor of block_out_channels');
  const down = config.names('down_block_types', ['DownEncoderBlock2D'], ['DownEncoderBlock2D']);
  const up = config.names('up_block_types', ['UpDecoderBlock2D'], ['UpDecoderBlock2D']);
  if (down.length !== channels.length) config.wrong('down_block_types', 'as long as block_out_channels');
  if (up.length !== channels.length) config.wrong('up_block_types', 'as long as block_out_channels');
  config.only({ act_fn: 'silu' });
  for (const key of ['shift_factor', 'latents_mean', 'latents_std']) if (config.has(key)) config.refuse(key);
  return {
    kind: 'kl',
    levels: channels.length,
    in_channels: config.integer('in_channels', 3),
    out_channels: config.integer('out_channels', 3),
    latent_channels: config.integer('latent_channels', 4),
    block_out_channels: channels,
    layers_per_block: config.layers('layers_per_block', 1),
    norm_num_groups: groups,
    scaling_factor: config.number('scaling_factor', 0.18215),
    use_quant_conv: config.flag('use_quant_conv', true),
    use_post_quant_conv: config.flag('use_post_quant_conv', true),
    mid_block_add_attention: config.flag('mid_block_add_attention', true),
  };
}

/** See buildVaeDecoder. */
export function buildKlDecoder(config: KlConfig, { height, width, target }: VaeGraphOptions): BuiltGraph {
  const { latent_channels: latent, norm_num_groups: groups, layers_per_block: layers } = config;
  const root = new GraphBuilder({ name: 'VAE decoder', target });
  const vae = root.scope('vae/');
  let x: Value = root.input('latent', 'float32', [1, latent, height, width]);
  x = cast(vae, scale(vae, x, 1 / config.scaling_factor), vae.compute);
  if (config.use_post_quant_conv) x = conv(vae.scope('post_quant_conv'), x, { out: latent, kernel: 1 });
  const b = vae.scope('decoder');
  const channels = config.block_out_channels.toReversed();
  x = intoStream(b.scope('conv_in'), x, channels[0]);
  x = vaeMidBlock(b.scope('mid_block'), x, groups, config.mid_block_add_attention);
  channels.forEach((out, level) => {
    const block = b.scope(`up_blocks.${level}`);
    for (let i = 0; i <= layers; i++) x = vaeResnet(block.scope(`resnets.${i}`), x, out, groups);
    if (level < channels.length - 1) x = vaeUpsample(block.scope('upsamplers.0'), x);
  });
  x = normedStream(b.scope('conv_norm_out'), x, groups);
  root.output('image', cast(root, conv(b.scope('conv_out'), x, { out: config.out_channels, kernel: 3 }), 'float32'));
  return root.build();
}

/** See buildVaeEncoder. */
export function buildKlEncoder(config: KlConfig, { height, width, target }: VaeGraphOptions): BuiltGraph {
  const { latent_channels: latent, norm_num_groups: groups, block_out_channels: channels } = config;
  const factor = 2 ** (config.levels - 1);
  const root = new GraphBuilder({ name: 'VAE encoder', target });
  const vae = root.scope('vae/');
  const b = vae.scope('encoder');
  const image = root.input('image', 'float32', [1, config.in_channels, height * factor, width * factor]);
  let x = intoStream(b.scope('conv_in'), cast(b, image, b.compute), channels[0]);
  channels.forEach((out, level) => {
    const block = b.scope(`down_blocks.${level}`);
    for (let i = 0; i < config.layers_per_block; i++) x = vaeResnet(block.scope(`resnets.${i}`), x, out, groups);
    if (level < channels.length - 1) x = vaeDownsample(block.scope('downsamplers.0'), x);
  });
  x = vaeMidBlock(b.scope('mid_block'), x, groups, config.mid_block_add_attention);
  x = conv(b.scope('conv_out'), normedStream(b.scope('conv_norm_out'), x, groups), { out: 2 * latent, kernel: 3 });
  if (config.use_quant_conv) x = conv(vae.scope('quant_conv'), x, { out: 2 * latent, kernel: 1 });
  const [mean, logvar] = split(vae, cast(vae, x, 'float32'), [latent, latent], 1);
  root.output('mean', mean);
  root.output('logvar', logvar);
  return root.build();
}
