// The graph that encodes a hint, once a picture: pixels to the features that a ControlNet adds after its first convolution.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { conv } from '../onnx/layers.ts';
import { cast, gather, silu } from '../onnx/ops.ts';
import { netComponent } from './layout.ts';
import type { ControlNetConfig } from './unetConfig.ts';

export interface HintOptions {
  /** The net's name: its weights lie under `controlnet.<name>/`. */
  readonly name: string;
  readonly config: ControlNetConfig;
  /** Sides of the latent. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/** Picture pixels per latent pixel: the hint encoder halves the sides once a stage after the first. */
export const hintFactor = (config: ControlNetConfig): number => 2 ** (config.hintChannels.length - 1);

/** Input `hint` float32 [1,3,H*f,W*f] in 0...1; output `features` [1,C0,H,W] in the compute dtype. */
export function buildHint({ name, config, height, width, target }: HintOptions): BuiltGraph {
  const graph = new GraphBuilder({ name: `hint ${name}`, target });
  const factor = hintFactor(config);
  const hint = graph.input('hint', 'float32', [1, config.conditioningChannels, height * factor, width * factor]);
  graph.output('features', encodeHint(graph.scope(`${netComponent(name)}/`), config, hint));
  return graph.build();
}

/** The hint encoder of a net: pixels float32 [B,3,H*f,W*f] to features [B,C0,H,W]. */
export function encodeHint(net: GraphBuilder, config: ControlNetConfig, hint: Value): Value {
  const b = net.scope('controlnet_cond_embedding');
  const last = config.conditioningChannels - 1;
  const ordered = config.bgr
    ? gather(b, hint, b.indices(Array.from({ length: last + 1 }, (_, i) => last - i)), 1)
    : hint;
  let x = silu(b, conv(b.scope('conv_in'), cast(b, ordered, b.compute), { out: config.hintChannels[0], kernel: 3 }));
  config.hintChannels.slice(1).forEach((out, index) => {
    x = silu(b, conv(b.scope(`blocks.${2 * index}`), x, { out: x.shape[1], kernel: 3 }));
    x = silu(b, conv(b.scope(`blocks.${2 * index + 1}`), x, { out, kernel: 3, stride: 2 }));
  });
  return conv(b.scope('conv_out'), x, { out: config.down[0].channels, kernel: 3 });
}
