// The step graph: ControlNets, UNet and classifier-free guidance in one, run once a step.
import { AppError } from '../errors.ts';
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { add, cast, div, expandBatch, ifElse, mul, reduceMean, reshape, slice, split, sqrt, sub } from '../onnx/ops.ts';
import type { Conditions, Encoded, Steer } from './blocks/encoder.ts';
import { classLabelsForm, projectTime, timeEmbedding } from './blocks/timeEmbedding.ts';
import { controlNet } from './controlnet.ts';
import { addedTextName, netComponent, residualCount, textConsumers, timeConsumers } from './layout.ts';
import { featureName } from './t2iAdapter.ts';
import { decodeUNet, encodeUNet } from './unet.ts';
import type { ControlNetConfig, EncoderConfig, UNetConfig } from './unetConfig.ts';

export interface StepNet {
  /** The net's weights lie under `controlnet.<name>/`. */
  readonly name: string;
  readonly config: ControlNetConfig;
  /** `cond`: with guidance, only the conditional half gets residuals. */
  readonly mode: 'all' | 'cond';
  /** Adds the input `active:<name>`; while it is false the net does not run. */
  readonly windowed: boolean;
}

/** A T2I-Adapter's share in a step: its features come from `adapter:<name>:level<i>`, their factors from `scales:<name>`. */
export interface StepAdapter {
  readonly name: string;
  /** Of each level. */
  readonly channels: readonly number[];
  readonly mode: 'all' | 'cond';
}

export interface StepOptions {
  readonly unet: UNetConfig;
  readonly controlNets: readonly StepNet[];
  readonly adapters?: readonly StepAdapter[];
  readonly guidance: boolean;
  /** With guidance: adds the input `guidance_rescale`. */
  readonly rescale: boolean;
  /** Sides of the latent. */
  readonly height: number;
  readonly width: number;
  readonly tokens: number;
  readonly target: Target;
}

/**
 * Inputs: `sample` float32 [1,C,H,W] (nets read its first channels alone, where they have fewer than an inpainting UNet), `timestep` float32 [1]; all outputs of the context graph; for each net
 * `hint:<name>` (the hint graph's features), `scales:<name>` float32 [residuals] and, if windowed, `active:<name>` bool
 * [1]; for each adapter `adapter:<name>:level<i>` [1,C,h,w] in the compute dtype and `scales:<name>` float32 [levels]; `guidance_scale` float32 [1] with guidance, `guidance_rescale` float32 [1] with rescale; where the config wants them `class_labels` [B,...] and
 * `guidance_embed` float32 [1,n]. Output: `model_output` float32 [1,C,H,W] of the UNet's own number of channels, guided.
 *
 * Both halves of guidance see the same latent, so everything up to the first look at the text runs on batch 1.
 */
export function buildStep(options: StepOptions): BuiltGraph {
  const { unet, controlNets, guidance, rescale, height, width, target } = options;
  const graph = new GraphBuilder({ name: 'step', target });
  const inputs = stepInputs(graph, options);
  const place = graph.scope('unet/');
  const sample = cast(graph, graph.input('sample', 'float32', [1, unet.inChannels, height, width]), graph.compute);
  const conditions = componentInputs(graph, 'unet', unet, options, false, inputs)(place);
  let encoded = encodeUNet(place, unet, sample, conditions, steering(graph, options));
  for (const net of controlNets) encoded = addNet(graph, net, options, sample, encoded, inputs);
  const output = cast(graph, decodeUNet(place, unet, encoded, conditions), 'float32');
  graph.output('model_output', guidance ? guide(graph, output, rescale) : output);
  return graph.build();
}

/** uncond + scale * (cond - uncond), https://arxiv.org/abs/2207.12598 in the form that everybody uses. */
function guide(graph: GraphBuilder, output: Value, rescale: boolean): Value {
  const [uncond, cond] = split(graph, expandBatch(graph, output, 2), [1, 1], 0);
  const scale = graph.input('guidance_scale', 'float32', [1]);
  const guided = add(graph, uncond, mul(graph, scale, sub(graph, cond, uncond)));
  return rescale ? rescaled(graph, guided, cond) : guided;
}

/**
 * Mixes in the guided output brought back to the conditional one's deviation, since a large scale burns the picture out:
 * guided * (1 + rescale * (std(cond) / std(guided) - 1)), https://arxiv.org/abs/2305.08891, section 3.4.
 */
function rescaled(graph: GraphBuilder, guided: Value, cond: Value): Value {
  const rescale = graph.input('guidance_rescale', 'float32', [1]);
  const one = graph.constant([1], [1], 'float32');
  const ratio = div(graph, deviation(graph, cond), deviation(graph, guided));
  return mul(graph, guided, add(graph, one, mul(graph, rescale, sub(graph, ratio, one))));
}

/** The standard deviation over all of a sample, [1,1,1,1]. */
function deviation(graph: GraphBuilder, value: Value): Value {
  const mean = (of: Value): Value => reduceMean(graph, of, [1, 2, 3]);
  const apart = sub(graph, value, mean(value));
  return sqrt(graph, mean(mul(graph, apart, apart)));
}

/** Adds what adapters say of a level to the UNet's own (diffusers' down_intrablock_additional_residuals). */
function steering(graph: GraphBuilder, { adapters = [], guidance, height, width }: StepOptions): Steer | undefined {
  if (adapters.length === 0) return undefined;
  const ready = adapters.map(({ name, channels, mode }) => {
    const scales = graph.input(`scales:${name}`, 'float32', [channels.length]);
    const half = guidance && mode === 'cond';
    const features = channels.map((count, level) => {
      const [h, w] = [height, width].map((side) => Math.ceil(side / 2 ** level));
      return graph.input(`adapter:${name}:${featureName(level)}`, graph.compute, [1, count, h, w]);
    });
    return { scales, half, features };
  });
  return (x, level) =>
    ready.reduce((sum, { scales, half, features }) => {
      const factor = reshape(
        graph,
        cast(graph, slice(graph, scales, level, level + 1, 0), graph.compute),
        [1, 1, 1, 1],
      );
      // The unconditional half's factor is 0: broadcasting makes the two halves out of one map.
      const factors = half ? mul(graph, factor, graph.constant([0, 1], [2, 1, 1, 1])) : factor;
      return add(graph, sum, mul(graph, features[level], factors));
    }, x);
}

/** Adds a net's residuals to what passes between the UNet's halves. */
function addNet(
  graph: GraphBuilder,
  net: StepNet,
  options: StepOptions,
  sample: Value,
  encoded: Encoded,
  shared: StepInputs,
): Encoded {
  const { name, config, mode, windowed } = net;
  const { guidance, height, width } = options;
  const component = netComponent(name);
  const half = guidance && mode === 'cond';
  const seen = config.inChannels < sample.shape[1] ? slice(graph, sample, 0, config.inChannels, 1) : sample;
  const features = graph.input(`hint:${name}`, graph.compute, [1, config.down[0].channels, height, width]);
  const scales = graph.input(`scales:${name}`, 'float32', [residualCount(config)]);
  const conditionsAt = componentInputs(graph, component, config, options, half, shared);
  const before = [...encoded.skips, encoded.middle];
  const join = (b: GraphBuilder): Value[] => {
    const row = reshape(b, cast(b, scales, b.compute), [1, residualCount(config)]);
    // The factor of the unconditional half is 0: broadcasting makes the two halves out of one run.
    const factors = half ? mul(b, row, b.constant([0, 1], [2, 1])) : row;
    const { skips, middle } = controlNet(b, config, seen, features, factors, conditionsAt(b));
    const residuals = [...skips, middle];
    if (residuals.length !== before.length) {
      throw new AppError(
        'unsupported',
        `ControlNet ${name} has ${residuals.length} residuals, the UNet takes ${before.length}.`,
      );
    }
    return before.map((value, index) => add(b, value, residuals[index]));
  };
  const b = graph.scope(`${component}/`);
  const joined = windowed ? whileActive(b, graph.input(`active:${name}`, 'bool', [1]), before, join) : join(b);
  return { skips: joined.slice(0, -1), middle: joined[joined.length - 1] };
}

/** `join(before)` while `active`, else `before`; the halves of guidance are told apart in both. */
function whileActive(
  b: GraphBuilder,
  active: Value,
  before: readonly Value[],
  join: (b: GraphBuilder) => Value[],
): Value[] {
  let forms: readonly Value[] = [];
  return ifElse(
    b,
    active,
    (branch) => (forms = join(branch)),
    (branch) => before.map((value, index) => expandBatch(branch, value, forms[index].shape[0])),
  );
}

/** Inputs that UNet and nets share. */
interface StepInputs {
  readonly timestep: Value;
  readonly classLabels: (config: EncoderConfig) => Value | null;
  readonly guidanceEmbed: (config: EncoderConfig) => Value | null;
}

function stepInputs(graph: GraphBuilder, { unet, guidance }: StepOptions): StepInputs {
  const form = classLabelsForm(unet.time, guidance ? 2 : 1);
  const labels = form && graph.input('class_labels', form.dtype, form.shape);
  const embedSize = unet.time.condProjDim;
  const embed = embedSize > 0 ? graph.input('guidance_embed', 'float32', [1, embedSize]) : null;
  return {
    timestep: graph.input('timestep', 'float32', [1]),
    classLabels(config) {
      const wanted = classLabelsForm(config.time, guidance ? 2 : 1);
      if (wanted === null) return null;
      if (labels && labels.dtype === wanted.dtype && labels.shape.join() === wanted.shape.join()) return labels;
      throw new AppError('unsupported', '"class_embed_type": ControlNet and UNet want different class labels.');
    },
    guidanceEmbed: (config) => (config.time.condProjDim > 0 ? embed : null),
  };
}

/**
 * Declares one component's inputs. The result makes its conditions in a builder, which may be a branch's, so that a
 * net that is not active computes nothing. `half`: the component sees the conditional half only.
 */
function componentInputs(
  graph: GraphBuilder,
  component: string,
  config: EncoderConfig | UNetConfig,
  { guidance, tokens }: StepOptions,
  half: boolean,
  shared: StepInputs,
): (b: GraphBuilder) => Conditions {
  const batch = guidance ? 2 : 1;
  const text = new Map<string, { key: Value; value: Value }>();
  for (const { path, size } of textConsumers(config)) {
    const input = (kind: string): Value =>
      graph.input(`${kind}:${component}/${path}`, graph.compute, [batch, tokens, size]);
    text.set(`${component}/${path}`, { key: input('k'), value: input('v') });
  }
  const added =
    config.time.textHeads > 0
      ? graph.input(addedTextName(component), graph.compute, [batch, config.time.embedDim])
      : null;
  const labels = shared.classLabels(config);
  return (b) => {
    const visible = (value: Value): Value => (half ? slice(b, value, 1, 2, 0) : value);
    const embedding = timeEmbedding(b, config.time, {
      timestep: shared.timestep,
      classLabels: labels && visible(labels),
      guidanceEmbed: shared.guidanceEmbed(config),
      addedText: added && visible(added),
    });
    return {
      time: projectTime(b, embedding, timeConsumers(config)),
      text(at) {
        const found = text.get(at.path) ?? at.fail('has no keys and values');
        return { key: visible(found.key), value: visible(found.value) };
      },
    };
  };
}
