// From the timestep (and class, guidance, pooled text) to what each residual block adds. The sinusoids are float32.
import { type GraphBuilder, joinPath } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { attention } from '../../onnx/attention.ts';
import { layerNorm, linear, matmul } from '../../onnx/layers.ts';
import {
  add,
  cast,
  concat,
  cos,
  floor,
  gather,
  mul,
  reduceMean,
  reshape,
  scale,
  shift,
  silu,
  sin,
  slice,
  sub,
} from '../../onnx/ops.ts';
import type { TimeConsumer } from '../layout.ts';
import type { TimeConfig } from '../unetConfig.ts';

export interface TimeInputs {
  /** float32 [1]. */
  readonly timestep: Value;
  /** See `classLabelsForm`; null without a class embedding. */
  readonly classLabels: Value | null;
  /** float32 [1, condProjDim]; null without one. */
  readonly guidanceEmbed: Value | null;
  /** [B, embedDim] in the compute dtype, from the context graph; null without one. */
  readonly addedText: Value | null;
}

/** [1 or B, embedDim] in the compute dtype. */
export function timeEmbedding(b: GraphBuilder, config: TimeConfig, inputs: TimeInputs): Value {
  let wave = cast(b, sinusoids(b, inputs.timestep, config), b.compute);
  if (inputs.guidanceEmbed) {
    const guidance = cast(b, inputs.guidanceEmbed, b.compute);
    wave = add(b, wave, linear(b.scope('time_embedding.cond_proj'), guidance, config.channels, { bias: false }));
  }
  let embedding = perceptron(b.scope('time_embedding'), wave, config.embedDim);
  if (inputs.classLabels) embedding = add(b, embedding, classEmbedding(b, inputs.classLabels, config));
  return inputs.addedText ? add(b, embedding, inputs.addedText) : embedding;
}

/**
 * diffusers' get_timestep_embedding of float32 [N]: [N, channels], float32.
 * The angle is brought into [-pi, pi] first, the only range in which GPUs promise an exact sine.
 */
function sinusoids(b: GraphBuilder, timesteps: Value, { channels, flipSinToCos, freqShift }: TimeConfig): Value {
  const half = Math.floor(channels / 2);
  const frequency = (i: number): number =>
    Math.exp(Math.fround(Math.fround(-Math.log(10000) * i) / (half - freqShift)));
  const frequencies = b.constant(
    Float32Array.from({ length: half }, (_, i) => frequency(i)),
    [1, half],
    'float32',
  );
  const angle = mul(b, reshape(b, timesteps, [timesteps.shape[0], 1]), frequencies);
  const turns = floor(b, shift(b, scale(b, angle, 1 / (2 * Math.PI)), 0.5));
  // 2 pi in two parts (Cody and Waite): turns * 6.28125 is exact.
  const reduced = sub(b, sub(b, angle, scale(b, turns, 6.28125)), scale(b, turns, 2 * Math.PI - 6.28125));
  const waves = [sin(b, reduced), cos(b, reduced)];
  const padding =
    channels % 2 === 1 ? [b.constant(new Float32Array(timesteps.shape[0]), [timesteps.shape[0], 1], 'float32')] : [];
  return concat(b, [...(flipSinToCos ? waves.toReversed() : waves), ...padding], 1);
}

/** diffusers' TimestepEmbedding. */
function perceptron(b: GraphBuilder, x: Value, size: number): Value {
  return linear(b.scope('linear_2'), silu(b, linear(b.scope('linear_1'), x, size)), size);
}

/** Element type and shape of the `class_labels` input, null without class embedding. */
export function classLabelsForm(
  { classEmbed, embedDim }: TimeConfig,
  batch: number,
): { dtype: 'int32' | 'float32'; shape: number[] } | null {
  if (classEmbed.kind === 'none') return null;
  if (classEmbed.kind === 'table') return { dtype: 'int32', shape: [batch] };
  if (classEmbed.kind === 'timestep') return { dtype: 'float32', shape: [batch] };
  return { dtype: 'float32', shape: [batch, classEmbed.kind === 'identity' ? embedDim : classEmbed.inputs] };
}

function classEmbedding(b: GraphBuilder, labels: Value, config: TimeConfig): Value {
  const { classEmbed, embedDim } = config;
  const place = b.scope('class_embedding');
  if (classEmbed.kind === 'table') return gather(b, place.weight('weight', [classEmbed.classes, embedDim]), labels);
  const values = cast(b, classEmbed.kind === 'timestep' ? sinusoids(b, labels, config) : labels, b.compute);
  if (classEmbed.kind === 'identity') return values;
  return classEmbed.kind === 'simple-projection'
    ? linear(place, values, embedDim)
    : perceptron(place, values, embedDim);
}

/** diffusers' TextTimeEmbedding (addition_embed_type "text"): text states [B,T,D] pooled to [B, embedDim]. */
export function textTimeEmbedding(b: GraphBuilder, text: Value, { textHeads, embedDim }: TimeConfig): Value {
  const [batch, , size] = text.shape;
  const normed = layerNorm(b.scope('norm1'), text, { eps: 1e-5 });
  const pool = b.scope('pool');
  const mean = add(pool, reduceMean(pool, normed, [1]), pool.weight('positional_embedding', [1, size]));
  const states = concat(pool, [mean, normed], 1);
  const project = (name: string, x: Value): Value => linear(pool.scope(name), x, size);
  const pooled = attention(pool, project('q_proj', mean), project('k_proj', states), project('v_proj', states), {
    heads: textHeads,
  });
  return layerNorm(b.scope('norm2'), linear(b.scope('proj'), reshape(b, pooled, [batch, size]), embedDim), {
    eps: 1e-5,
  });
}

/**
 * The `time_emb_proj` of all residual blocks as one product.
 * @returns each block's share, [1 or B, size, 1, 1], found by a builder scoped to the block
 */
export function projectTime(
  b: GraphBuilder,
  embedding: Value,
  consumers: readonly TimeConsumer[],
): (at: GraphBuilder) => Value {
  const full = consumers.map(({ path, size }) => ({ path: joinPath(b.path, path), size }));
  const inputs = embedding.shape[1];
  const matrices = full.map(({ path, size }) => ({
    key: `${path}.time_emb_proj.weight`,
    shape: [size, inputs],
    transpose: true,
  }));
  const biases = full.map(({ path, size }) => ({ key: `${path}.time_emb_proj.bias`, shape: [size] }));
  const product = add(b, matmul(b, silu(b, embedding), b.weights(matrices, 1)), b.weights(biases, 0));
  const all = reshape(b, product, [...product.shape, 1, 1]);
  let end = 0;
  // Slices, not one Split: a WebGPU kernel cannot bind that many outputs.
  const shares = new Map(full.map(({ path, size }) => [path, slice(b, all, end, (end += size), 1)]));
  return (at) => shares.get(at.path) ?? at.fail('has no share of the time embedding');
}
