// What a UNet or ControlNet consists of, read from diffusers' config.json. Pure data; builds nothing.
import { ConfigReader } from './configReader.ts';

/** Transformers of one block. */
export interface AttentionConfig {
  readonly heads: number;
  /** Transformer layers in each. */
  readonly depth: number;
  /** Self-attention reads the text too (Stable Diffusion's upscaler). */
  readonly onlyCross: boolean;
}

/** One down or up block: `resnets` residual blocks, each followed by a transformer if there is attention. */
export interface BlockConfig {
  readonly path: string;
  readonly channels: number;
  readonly resnets: number;
  readonly attention: AttentionConfig | null;
  /** Ends with a downsampler or upsampler. */
  readonly resamples: boolean;
}

/** How class labels enter the time embedding. */
export type ClassEmbed =
  | { readonly kind: 'none' }
  | { readonly kind: 'table'; readonly classes: number }
  | { readonly kind: 'timestep' }
  | { readonly kind: 'identity' }
  | { readonly kind: 'projection'; readonly inputs: number }
  | { readonly kind: 'simple-projection'; readonly inputs: number };

export interface TimeConfig {
  /** Size of the sinusoids. */
  readonly channels: number;
  readonly embedDim: number;
  readonly flipSinToCos: boolean;
  readonly freqShift: number;
  /** Size of the guidance embedding (LCM), 0 without one. */
  readonly condProjDim: number;
  readonly classEmbed: ClassEmbed;
  /** Heads of the pooling over the text states (addition_embed_type "text"), 0 without one. */
  readonly textHeads: number;
}

/** What UNet and ControlNet have in common: everything down to the middle. */
export interface EncoderConfig {
  readonly inChannels: number;
  readonly convInKernel: number;
  readonly crossAttentionDim: number;
  readonly normGroups: number;
  readonly normEps: number;
  readonly upcastAttention: boolean;
  /** The time embedding scales and shifts the second norm's output instead of being added before it. */
  readonly scaleShift: boolean;
  readonly downsamplePadding: number;
  readonly midScale: number;
  readonly time: TimeConfig;
  readonly down: readonly BlockConfig[];
  /** null without a middle block. */
  readonly mid: BlockConfig | null;
}

export interface UNetConfig extends EncoderConfig {
  readonly outChannels: number;
  readonly convOutKernel: number;
  /** The sample is mapped to 2x - 1 first. */
  readonly centerInput: boolean;
  readonly up: readonly BlockConfig[];
}

export interface ControlNetConfig extends EncoderConfig {
  readonly hintChannels: readonly number[];
  readonly conditioningChannels: number;
  /** The hint's channels are reversed first. */
  readonly bgr: boolean;
  /** Residuals are averaged over the picture; such nets (shuffle) act on the conditional half of guidance only. */
  readonly globalPool: boolean;
}

const DOWN_BLOCKS = ['DownBlock2D', 'CrossAttnDownBlock2D'] as const;
const UP_BLOCKS = ['UpBlock2D', 'CrossAttnUpBlock2D'] as const;
const MID_BLOCKS = ['UNetMidBlock2DCrossAttn', 'UNetMidBlock2D', null] as const;
const SD_DOWN = ['CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'] as const;
const SD_UP = ['UpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D'] as const;
const SD_CHANNELS = [320, 640, 1280, 1280];

/** Keys of which the engine implements one value only, in UNet and ControlNet alike. */
const FIXED = {
  act_fn: 'silu',
  attention_type: 'default',
  encoder_hid_dim: null,
  encoder_hid_dim_type: null,
  dual_cross_attention: false,
} as const;

/** Reads a `UNet2DConditionModel`. Throws AppError `unsupported` or `bad-model`, naming the key. */
export function parseUNetConfig(json: unknown): UNetConfig {
  const reader = new ConfigReader(json, ['UNet2DConditionModel']);
  reader.only({
    ...FIXED,
    class_embeddings_concat: false,
    cross_attention_norm: null,
    mid_block_only_cross_attention: null,
    resnet_out_scale_factor: 1,
    resnet_skip_time_act: false,
    time_embedding_act_fn: null,
    time_embedding_type: 'positional',
    timestep_post_act: null,
  });
  const encoder = parseEncoder(reader, {
    convInKernel: reader.integer('conv_in_kernel', 3),
    timeDim: reader.has('time_embedding_dim') ? reader.integer('time_embedding_dim', 1) : null,
    condProjDim: reader.has('time_cond_proj_dim') ? reader.integer('time_cond_proj_dim', 1) : 0,
  });
  return {
    ...encoder,
    outChannels: reader.integer('out_channels', 4),
    convOutKernel: reader.integer('conv_out_kernel', 3),
    centerInput: reader.flag('center_input_sample', false),
    up: parseUpBlocks(reader, encoder),
  };
}

/** Reads a `ControlNetModel`. Throws AppError `unsupported` or `bad-model`, naming the key. */
export function parseControlNetConfig(json: unknown): ControlNetConfig {
  const reader = new ConfigReader(json, ['ControlNetModel']);
  reader.only(FIXED);
  // Unlike the UNet's, it is one number for all blocks.
  reader.layers('layers_per_block', 2);
  return {
    ...parseEncoder(reader, { convInKernel: 3, timeDim: null, condProjDim: 0 }),
    hintChannels: reader.integers('conditioning_embedding_out_channels', [16, 32, 96, 256]),
    conditioningChannels: reader.integer('conditioning_channels', 3),
    globalPool: reader.flag('global_pool_conditions', false),
    bgr: reader.choice('controlnet_conditioning_channel_order', ['rgb', 'bgr'], 'rgb') === 'bgr',
  };
}

interface EncoderOptions {
  readonly convInKernel: number;
  readonly timeDim: number | null;
  readonly condProjDim: number;
}

function parseEncoder(reader: ConfigReader, options: EncoderOptions): EncoderConfig {
  const channels = reader.integers('block_out_channels', SD_CHANNELS);
  const types = reader.names('down_block_types', DOWN_BLOCKS, SD_DOWN);
  const last = types.length - 1;
  const layers = reader.layersPerBlock('layers_per_block', types.length, 2);
  const attention = attentionPerBlock(reader, types.length);
  const midType = reader.choice('mid_block_type', MID_BLOCKS, 'UNetMidBlock2DCrossAttn');
  if (channels.length !== types.length) reader.wrong('block_out_channels', `${types.length} numbers, one a block`);
  const groups = reader.integer('norm_num_groups', 32);
  if (channels.some((count) => count % groups)) reader.wrong('norm_num_groups', 'a divisor of block_out_channels');
  if (attention.some(({ heads }, index) => channels[index] % heads))
    reader.wrong('attention_head_dim', 'a divisor of block_out_channels');
  return {
    inChannels: reader.integer('in_channels', 4),
    convInKernel: options.convInKernel,
    crossAttentionDim: oneForAll(reader, 'cross_attention_dim', types.length, 1280),
    normGroups: groups,
    normEps: reader.number('norm_eps', 1e-5),
    upcastAttention: reader.flag('upcast_attention', false),
    scaleShift: reader.choice('resnet_time_scale_shift', ['default', 'scale_shift'], 'default') === 'scale_shift',
    downsamplePadding: reader.choice('downsample_padding', [0, 1], 1),
    midScale: reader.number('mid_block_scale_factor', 1),
    time: parseTime(reader, channels[0], options),
    down: types.map((type, index) => ({
      path: `down_blocks.${index}`,
      channels: channels[index],
      resnets: layers[index],
      attention: type === 'CrossAttnDownBlock2D' ? attention[index] : null,
      resamples: index !== last,
    })),
    mid: midType && {
      path: 'mid_block',
      channels: channels[last],
      resnets: midType === 'UNetMidBlock2D' ? 1 : 2,
      attention: midType === 'UNetMidBlock2D' ? null : { ...attention[last], onlyCross: false },
      resamples: false,
    },
  };
}

function parseUpBlocks(reader: ConfigReader, encoder: EncoderConfig): BlockConfig[] {
  const types = reader.names('up_block_types', UP_BLOCKS, SD_UP);
  const count = encoder.down.length;
  if (types.length !== count) reader.wrong('up_block_types', `${count} names, as many as down_block_types`);
  const attention = attentionPerBlock(reader, count).toReversed();
  // Where the up path has other depths than the mirrored down path.
  const depths = reader.has('reverse_transformer_layers_per_block')
    ? reader.layersPerBlock('reverse_transformer_layers_per_block', count, 1)
    : attention.map(({ depth }) => depth);
  return types.map((type, index) => {
    const mirrored = encoder.down[count - 1 - index];
    return {
      path: `up_blocks.${index}`,
      channels: mirrored.channels,
      resnets: mirrored.resnets + 1,
      attention: type === 'CrossAttnUpBlock2D' ? { ...attention[index], depth: depths[index] } : null,
      resamples: index !== count - 1,
    };
  });
}

function attentionPerBlock(reader: ConfigReader, count: number): AttentionConfig[] {
  // diffusers' misnomer: `attention_head_dim` is the number of heads (huggingface/diffusers#2011).
  const heads = reader.perBlock(
    reader.has('num_attention_heads') ? 'num_attention_heads' : 'attention_head_dim',
    count,
    8,
  );
  const depth = reader.layersPerBlock('transformer_layers_per_block', count, 1);
  const onlyCross = reader.flagPerBlock('only_cross_attention', count);
  // Only the form of the projections' weights depends on it, and both forms have the same bytes.
  reader.flag('use_linear_projection', false);
  return heads.map((each, index) => ({ heads: each, depth: depth[index], onlyCross: onlyCross[index] }));
}

function parseTime(reader: ConfigReader, channels: number, { timeDim, condProjDim }: EncoderOptions): TimeConfig {
  const embed = reader.choice('addition_embed_type', ['text', null], null);
  return {
    channels,
    embedDim: timeDim ?? channels * 4,
    flipSinToCos: reader.flag('flip_sin_to_cos', true),
    freqShift: reader.number('freq_shift', 0),
    condProjDim,
    classEmbed: parseClassEmbed(reader),
    textHeads: embed === 'text' ? reader.integer('addition_embed_type_num_heads', 64) : 0,
  };
}

function parseClassEmbed(reader: ConfigReader): ClassEmbed {
  const kinds = ['timestep', 'identity', 'projection', 'simple_projection', null] as const;
  const kind = reader.choice('class_embed_type', kinds, null);
  if (kind === null) {
    return reader.has('num_class_embeds')
      ? { kind: 'table', classes: reader.integer('num_class_embeds', 1) }
      : { kind: 'none' };
  }
  if (kind === 'timestep' || kind === 'identity') return { kind };
  const inputs = reader.integer('projection_class_embeddings_input_dim', 0);
  return { kind: kind === 'projection' ? 'projection' : 'simple-projection', inputs };
}

/** A number, or a list of equal ones: the engine feeds the same text to every block. */
function oneForAll(reader: ConfigReader, key: string, count: number, fallback: number): number {
  const values = reader.perBlock(key, count, fallback);
  return values.every((value) => value === values[0]) ? values[0] : reader.refuse(key);
}
