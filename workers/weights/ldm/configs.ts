// config.json of a UNet, ControlNet, autoencoder or text encoder from its tensors' names and shapes, for files that come
// without one. What stands in no tensor (heads, groups, scaling) follows the family. Pure.
import { AppError } from '../../errors.ts';
import type { TensorInfo } from '../types.ts';
import { highest } from './highest.ts';

/** The two families that the engine draws with. */
export type Family = 'sd1' | 'sd2';

/** A component's tensors under diffusers' names. */
export interface Shapes {
  readonly keys: () => readonly string[];
  readonly info: (key: string) => TensorInfo | undefined;
}

type Json = Record<string, unknown>;

/** Norm groups of every published Stable Diffusion. */
const GROUPS = 32;

/** `UNet2DConditionModel`. @throws AppError `bad-model` for what makes no sense */
export function unetConfig(shapes: Shapes, family: Family, sampleSize: number): Json {
  const encoder = encoderConfig(shapes, family, 'unet');
  const names = shapes.keys();
  const levels = 1 + highest(names, /^up_blocks\.(\d+)\./);
  const condProj = shapes.info('time_embedding.cond_proj.weight');
  return {
    _class_name: 'UNet2DConditionModel',
    ...encoder,
    out_channels: side(shapes, 'unet', 'conv_out.weight', 0),
    sample_size: sampleSize,
    up_block_types: count(levels).map((level) =>
      attends(names, `up_blocks.${level}`) ? 'CrossAttnUpBlock2D' : 'UpBlock2D',
    ),
    ...(condProj && { time_cond_proj_dim: condProj.shape[1] }),
  };
}

/** `ControlNetModel`; `pooled` for nets (shuffle) that average their residuals over the picture. */
export function controlNetConfig(shapes: Shapes, family: Family, pooled: boolean): Json {
  const what = 'controlnet';
  const blocks = highest(shapes.keys(), /^controlnet_cond_embedding\.blocks\.(\d+)\./);
  const hint = (layer: string, axis: number): number =>
    side(shapes, what, `controlnet_cond_embedding.${layer}.weight`, axis);
  const wider = count((blocks + 1) / 2).map((index) => hint(`blocks.${2 * index + 1}`, 0));
  return {
    _class_name: 'ControlNetModel',
    ...encoderConfig(shapes, family, what),
    conditioning_channels: hint('conv_in', 1),
    conditioning_embedding_out_channels: [hint('conv_in', 0), ...wider],
    controlnet_conditioning_channel_order: 'rgb',
    global_pool_conditions: pooled,
  };
}

/** What UNet and ControlNet share. */
function encoderConfig(shapes: Shapes, family: Family, what: string): Json {
  const names = shapes.keys();
  const levels = count(1 + highest(names, /^down_blocks\.(\d+)\./));
  if (levels.length === 0) throw bad(what, 'down_blocks.0');
  const channels = levels.map((level) => side(shapes, what, `down_blocks.${level}.resnets.0.conv1.weight`, 0));
  const attending = levels.map((level) => attends(names, `down_blocks.${level}`));
  const text = names.find((name) => name.endsWith('.transformer_blocks.0.attn2.to_k.weight'));
  const projection = names.find((name) => name.endsWith('.attentions.0.proj_in.weight'));
  return {
    act_fn: 'silu',
    // The misnomer of diffusers: the number of heads. Eight everywhere, or as many as make them 64 wide.
    attention_head_dim: family === 'sd1' ? 8 : channels.map((width) => Math.max(1, Math.floor(width / 64))),
    block_out_channels: channels,
    cross_attention_dim: text === undefined ? 768 : side(shapes, what, text, 1),
    down_block_types: attending.map((yes) => (yes ? 'CrossAttnDownBlock2D' : 'DownBlock2D')),
    downsample_padding: 1,
    flip_sin_to_cos: true,
    freq_shift: 0,
    in_channels: side(shapes, what, 'conv_in.weight', 1),
    layers_per_block: 1 + highest(names, /^down_blocks\.0\.resnets\.(\d+)\./),
    mid_block_scale_factor: 1,
    norm_eps: 1e-5,
    norm_num_groups: groupsOf(channels, what),
    transformer_layers_per_block: Math.max(1, 1 + highest(names, /\.transformer_blocks\.(\d+)\./)),
    // 2.1 overflows halves without it; to the others it makes no difference.
    upcast_attention: family === 'sd2',
    use_linear_projection: projection !== undefined && shapes.info(projection)?.shape.length === 2,
  };
}

/** `AutoencoderKL`. @param groups of the autoencoder in whose place it comes; else as published */
export function vaeConfig(shapes: Shapes, groups?: number): Json {
  const what = 'vae';
  const names = shapes.keys();
  const levels = count(1 + highest(names, /^encoder\.down_blocks\.(\d+)\./));
  if (levels.length === 0) throw bad(what, 'encoder.down_blocks.0');
  const channels = levels.map((level) => side(shapes, what, `encoder.down_blocks.${level}.resnets.0.conv1.weight`, 0));
  return {
    _class_name: 'AutoencoderKL',
    act_fn: 'silu',
    block_out_channels: channels,
    down_block_types: levels.map(() => 'DownEncoderBlock2D'),
    in_channels: side(shapes, what, 'encoder.conv_in.weight', 1),
    latent_channels: side(shapes, what, 'decoder.conv_in.weight', 1),
    layers_per_block: 1 + highest(names, /^encoder\.down_blocks\.0\.resnets\.(\d+)\./),
    mid_block_add_attention: names.some((name) => name.startsWith('decoder.mid_block.attentions.')),
    norm_num_groups: groups ?? groupsOf(channels, what),
    out_channels: side(shapes, what, 'decoder.conv_out.weight', 0),
    scaling_factor: 0.18215,
    up_block_types: levels.map(() => 'UpDecoderBlock2D'),
    use_post_quant_conv: shapes.info('post_quant_conv.weight') !== undefined,
    use_quant_conv: shapes.info('quant_conv.weight') !== undefined,
  };
}

/** `CLIPTextModel`. */
export function textConfig(shapes: Shapes, family: Family): Json {
  const what = 'text_encoder';
  const embeddings = 'text_model.embeddings';
  const width = side(shapes, what, `${embeddings}.token_embedding.weight`, 1);
  const layers = 1 + highest(shapes.keys(), /^text_model\.encoder\.layers\.(\d+)\./);
  if (layers === 0) throw bad(what, 'text_model.encoder.layers.0');
  return {
    architectures: ['CLIPTextModel'],
    model_type: 'clip_text_model',
    hidden_size: width,
    intermediate_size: side(shapes, what, 'text_model.encoder.layers.0.mlp.fc1.weight', 0),
    num_hidden_layers: layers,
    num_attention_heads: Math.max(1, Math.floor(width / 64)),
    max_position_embeddings: side(shapes, what, `${embeddings}.position_embedding.weight`, 0),
    vocab_size: side(shapes, what, `${embeddings}.token_embedding.weight`, 0),
    hidden_act: family === 'sd1' ? 'quick_gelu' : 'gelu',
    layer_norm_eps: 1e-5,
    eos_token_id: 49407,
  };
}

const count = (length: number): number[] => Array.from({ length: Math.max(0, Math.floor(length)) }, (_, i) => i);

const attends = (names: readonly string[], block: string): boolean =>
  names.some((name) => name.startsWith(`${block}.attentions.`));

function side(shapes: Shapes, what: string, key: string, axis: number): number {
  const size = shapes.info(key)?.shape[axis];
  if (!size) throw bad(what, key);
  return size;
}

function groupsOf(channels: readonly number[], what: string): number {
  if (channels.every((width) => width % GROUPS === 0)) return GROUPS;
  throw new AppError(
    'unsupported',
    `${what}: blocks of ${channels.join(', ')} channels do not fall into ${GROUPS} groups, as Stable Diffusion's do.`,
    'Give the model folder that it was made from as its config.',
  );
}

function bad(what: string, key: string): AppError {
  return new AppError('bad-model', `${what}: tensor '${key}' is missing`, 'The file is damaged or incomplete.');
}
