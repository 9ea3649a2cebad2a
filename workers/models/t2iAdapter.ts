// diffusers' T2IAdapter: a small network that turns a hint into one feature map a level of the UNet, once a picture.
// "T2I-Adapter: Learning Adapters to Dig out More Controllable Ability", https://arxiv.org/abs/2302.08453
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { conv } from '../onnx/layers.ts';
import { add, cast, relu } from '../onnx/ops.ts';
import { averagePool } from '../onnx/pooling.ts';
import { ConfigReader } from './configReader.ts';
import { netComponent } from './layout.ts';

export interface AdapterConfig {
  /** The smaller kind, which narrows each level to a quarter inside. */
  readonly light: boolean;
  /** Of the hint: 3 for colours, 1 for grey. */
  readonly inChannels: number;
  /** Channels of what each level gives, finest first. */
  readonly channels: readonly number[];
  readonly resnets: number;
  /** Sides of the squares of pixels that the first layer sees as one place. */
  readonly factor: number;
}

/** Reads a `T2IAdapter`'s config.json. @throws AppError `unsupported` or `bad-model`, naming the key */
export function parseAdapterConfig(json: unknown): AdapterConfig {
  const reader = new ConfigReader(json, ['T2IAdapter']);
  const light = reader.choice('adapter_type', ['full_adapter', 'light_adapter'], 'full_adapter') === 'light_adapter';
  const channels = reader.integers('channels', light ? [320, 640, 1280] : [320, 640, 1280, 1280]);
  return {
    light,
    inChannels: reader.choice('in_channels', [1, 3], 3),
    channels: light ? [...channels, channels[channels.length - 1]] : channels,
    resnets: reader.layers('num_res_blocks', 2),
    factor: reader.integer('downscale_factor', 8, 1, 64),
  };
}

/** The graph's output of a level, which is the step graph's input of the same name but for the net's. */
export const featureName = (level: number): string => `level${level}`;

export interface AdapterOptions {
  /** The adapter's name: its weights lie under `controlnet.<name>/adapter`. */
  readonly name: string;
  readonly config: AdapterConfig;
  /** Sides of the latent. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/**
 * Input `hint` float32 [1, inChannels * factor^2, H, W]: the hint in 0...1 with each square of pixels folded into channels
 * (PyTorch's pixel_unshuffle). Outputs `level0` ... [1,C,h,w] in the compute dtype; each level's sides are half of those before.
 */
export function buildAdapter({ name, config, height, width, target }: AdapterOptions): BuiltGraph {
  const graph = new GraphBuilder({ name: `adapter ${name}`, target });
  const hint = graph.input('hint', 'float32', [1, config.inChannels * config.factor ** 2, height, width]);
  const b = graph.scope(`${netComponent(name)}/adapter`);
  let x = cast(graph, hint, graph.compute);
  if (!config.light) x = conv(b.scope('conv_in'), x, { out: config.channels[0], kernel: 3 });
  config.channels.forEach((out, level) => {
    const place = b.scope(`body.${level}`);
    const pooled = level > 0 ? averagePool(place, x) : x;
    x = config.light ? lightLevel(place, config, pooled, out) : fullLevel(place, config, pooled, out);
    graph.output(featureName(level), x);
  });
  return graph.build();
}

function fullLevel(b: GraphBuilder, config: AdapterConfig, x: Value, out: number): Value {
  let y = x.shape[1] === out ? x : conv(b.scope('in_conv'), x, { out, kernel: 1 });
  for (let index = 0; index < config.resnets; index++) y = residual(b.scope(`resnets.${index}`), y, 1);
  return y;
}

function lightLevel(b: GraphBuilder, config: AdapterConfig, x: Value, out: number): Value {
  let y = conv(b.scope('in_conv'), x, { out: Math.floor(out / 4), kernel: 1 });
  for (let index = 0; index < config.resnets; index++) y = residual(b.scope(`resnets.${index}`), y, 3);
  return conv(b.scope('out_conv'), y, { out, kernel: 1 });
}

function residual(b: GraphBuilder, x: Value, kernel: number): Value {
  const inner = relu(b, conv(b.scope('block1'), x, { out: x.shape[1], kernel: 3 }));
  return add(b, conv(b.scope('block2'), inner, { out: x.shape[1], kernel }), x);
}
