// diffusers' AutoencoderTiny (TAESD, https://github.com/madebyollin/taesd): plain convolutions, no norms, no moments.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Value } from '../onnx/graph.ts';
import { conv, doubledConv } from '../onnx/layers.ts';
import { add, cast, gelu, relu, scale, shift, silu, tanh } from '../onnx/ops.ts';
import type { ConfigReader } from './configReader.ts';
import type { VaeGraphOptions } from './vaeOptions.ts';

const ACTIVATIONS = { relu, silu, swish: silu, gelu } as const;
type Activation = keyof typeof ACTIVATIONS;

/** Keys as in config.json. */
export interface TinyConfig {
  readonly kind: 'tiny';
  /** Resolutions: a latent cell is 2^(levels - 1) pixels wide. */
  readonly levels: number;
  readonly in_channels: number;
  readonly out_channels: number;
  readonly latent_channels: number;
  readonly encoder_width: number;
  readonly decoder_width: number;
  readonly num_encoder_blocks: readonly number[];
  readonly num_decoder_blocks: readonly number[];
  readonly act_fn: Activation;
  readonly scaling_factor: number;
}

/** @throws AppError `unsupported` or `bad-model` naming the key */
export function parseTinyConfig(config: ConfigReader): TinyConfig {
  const encoders = config.layerList('num_encoder_blocks', [1, 3, 3, 3]);
  const decoders = config.layerList('num_decoder_blocks', [3, 3, 3, 1]);
  if (encoders.length !== decoders.length) config.refuse('num_decoder_blocks');
  config.only({ upsample_fn: 'nearest', upsampling_scaling_factor: 2 });
  if (config.number('shift_factor', 0) !== 0) config.refuse('shift_factor');
  return {
    kind: 'tiny',
    levels: encoders.length,
    in_channels: config.integer('in_channels', 3),
    out_channels: config.integer('out_channels', 3),
    latent_channels: config.integer('latent_channels', 4),
    encoder_width: width(config, 'encoder_block_out_channels', encoders.length),
    decoder_width: width(config, 'decoder_block_out_channels', decoders.length),
    num_encoder_blocks: encoders,
    num_decoder_blocks: decoders,
    act_fn: config.choice('act_fn', Object.keys(ACTIVATIONS) as Activation[], 'relu'),
    scaling_factor: config.number('scaling_factor', 1),
  };
}

/** The one width of all blocks: diffusers' layers do not fit together with several. */
function width(config: ConfigReader, key: string, count: number): number {
  const widths = config.integers(key, new Array<number>(count).fill(64));
  if (widths.length !== count) config.wrong(key, `${count} numbers`);
  return widths.every((each) => each === widths[0]) ? widths[0] : config.refuse(key);
}

/** See buildVaeDecoder. @param component where its weights lie */
export function buildTinyDecoder(
  config: TinyConfig,
  { height, width, target }: VaeGraphOptions,
  component = 'vae',
): BuiltGraph {
  const root = new GraphBuilder({ name: 'tiny VAE decoder', target });
  const b = root.scope(`${component}/`).scope('decoder.layers');
  const latent = root.input('latent', 'float32', [1, config.latent_channels, height, width]);
  const clamped = scale(b, tanh(b, scale(b, latent, 1 / (3 * config.scaling_factor))), 3);
  const { decoder_width: wide, num_decoder_blocks: blocks } = config;
  const activate = ACTIVATIONS[config.act_fn];
  let x = activate(b, conv(b.scope('0'), cast(b, clamped, b.compute), { out: wide, kernel: 3 }));
  let index = 2; // PyTorch numbers the layers of a Sequential; 1 was the activation
  blocks.forEach((count, level) => {
    const last = level === blocks.length - 1;
    for (let i = 0; i < count; i++) x = tinyBlock(b.scope(String(index++)), x, activate);
    if (!last) index++; // the upsampling layer, which is done by the convolution after it
    const place = b.scope(String(index++));
    x = last
      ? conv(place, x, { out: config.out_channels, kernel: 3 })
      : doubledConv(place, x, { out: wide, bias: false });
  });
  root.output('image', shift(root, scale(root, cast(root, x, 'float32'), 2), -1));
  return root.build();
}

/** See buildVaeEncoder. */
export function buildTinyEncoder(config: TinyConfig, { height, width, target }: VaeGraphOptions): BuiltGraph {
  const factor = 2 ** (config.levels - 1);
  const root = new GraphBuilder({ name: 'tiny VAE encoder', target });
  const b = root.scope('vae/').scope('encoder.layers');
  const image = root.input('image', 'float32', [1, config.in_channels, height * factor, width * factor]);
  let x: Value = cast(b, scale(b, shift(b, image, 1), 0.5), b.compute);
  let index = 0;
  config.num_encoder_blocks.forEach((count, level) => {
    const options = level === 0 ? {} : { stride: 2, bias: false };
    x = conv(b.scope(String(index++)), x, { out: config.encoder_width, kernel: 3, ...options });
    for (let i = 0; i < count; i++) x = tinyBlock(b.scope(String(index++)), x, ACTIVATIONS[config.act_fn]);
  });
  x = conv(b.scope(String(index)), x, { out: config.latent_channels, kernel: 3 });
  root.output('latent', cast(root, x, 'float32'));
  return root.build();
}

/** Three convolutions beside the identity; the sum goes through a ReLU whatever the activation is. */
function tinyBlock(b: GraphBuilder, x: Value, activate: (b: GraphBuilder, x: Value) => Value): Value {
  const out = x.shape[1];
  let h = activate(b, conv(b.scope('conv.0'), x, { out, kernel: 3 }));
  h = activate(b, conv(b.scope('conv.2'), h, { out, kernel: 3 }));
  return relu(b, add(b, conv(b.scope('conv.4'), h, { out, kernel: 3 }), x));
}
