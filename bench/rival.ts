// The loop that other in-browser diffusers run, as two graphs on our own blocks: ControlNet and UNet in separate
// sessions, both halves of guidance throughout, text and hint encoded in every step. For the benchmark only.
import type { Conditions } from '../workers/models/blocks/encoder.ts';
import { projectTime, timeEmbedding } from '../workers/models/blocks/timeEmbedding.ts';
import { controlNet } from '../workers/models/controlnet.ts';
import { encodeHint } from '../workers/models/hint.ts';
import { netComponent, residualCount, textConsumers, timeConsumers } from '../workers/models/layout.ts';
import { decodeUNet, encodeUNet } from '../workers/models/unet.ts';
import type { ControlNetConfig, EncoderConfig, UNetConfig } from '../workers/models/unetConfig.ts';
import { GraphBuilder } from '../workers/onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../workers/onnx/graph.ts';
import { linear } from '../workers/onnx/layers.ts';
import { add, cast } from '../workers/onnx/ops.ts';

export interface RivalOptions {
  readonly unet: UNetConfig;
  readonly net: { readonly name: string; readonly config: ControlNetConfig };
  /** Sides of the latent. */
  readonly height: number;
  readonly width: number;
  readonly tokens: number;
  readonly target: Target;
}

const BATCH = 2;

/** Inputs sample, timestep, text, hint; outputs `residual:<n>`. */
export function buildRivalNet(options: RivalOptions): BuiltGraph {
  const { net, height, width, target } = options;
  const graph = new GraphBuilder({ name: 'rival net', target });
  const b = graph.scope(`${netComponent(net.name)}/`);
  const { sample, conditions } = commonInputs(graph, b, net.config, options);
  const hint = graph.input('hint', 'float32', [BATCH, 3, height * 8, width * 8]);
  const ones = b.constant(new Array<number>(residualCount(net.config)).fill(1), [1, residualCount(net.config)]);
  const features = encodeHint(b, net.config, hint);
  const { skips, middle } = controlNet(b, net.config, sample, features, ones, conditions);
  [...skips, middle].forEach((value, index) => graph.output(`residual:${index}`, value));
  return graph.build();
}

/** Inputs sample, timestep, text and the other graph's outputs; output `noise` float32 [2,C,H,W]. */
export function buildRivalUNet(options: RivalOptions, residuals: readonly Value[]): BuiltGraph {
  const { unet, target } = options;
  const graph = new GraphBuilder({ name: 'rival unet', target });
  const b = graph.scope('unet/');
  const { sample, conditions } = commonInputs(graph, b, unet, options);
  const { skips, middle } = encodeUNet(b, unet, sample, conditions);
  const added = [...skips, middle].map((value, index) =>
    add(b, value, graph.input(`residual:${index}`, residuals[index].dtype, residuals[index].shape)),
  );
  const encoded = { skips: added.slice(0, -1), middle: added[added.length - 1] };
  graph.output('noise', cast(b, decodeUNet(b, unet, encoded, conditions), 'float32'));
  return graph.build();
}

function commonInputs(
  graph: GraphBuilder,
  b: GraphBuilder,
  config: EncoderConfig,
  { unet, height, width, tokens }: RivalOptions,
): { sample: Value; conditions: Conditions } {
  const sample = graph.input('sample', 'float32', [BATCH, unet.inChannels, height, width]);
  const timestep = graph.input('timestep', 'float32', [1]);
  const text = cast(b, graph.input('text', 'float32', [BATCH, tokens, unet.crossAttentionDim]), b.compute);
  const embedding = timeEmbedding(b, config.time, {
    timestep,
    classLabels: null,
    guidanceEmbed: null,
    addedText: null,
  });
  const sizes = new Map(textConsumers(config).map(({ path, size }) => [b.path + path, size]));
  const project = (at: GraphBuilder, name: string): Value =>
    linear(at.scope(name), text, sizes.get(at.path) ?? at.fail('reads no text'), { bias: false });
  return {
    sample: cast(b, sample, b.compute),
    conditions: {
      time: projectTime(b, embedding, timeConsumers(config)),
      text: (at) => ({ key: project(at, 'to_k'), value: project(at, 'to_v') }),
    },
  };
}
