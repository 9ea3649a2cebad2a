// diffusers' Transformer2DModel: self-attention, attention to the text and a gated feed-forward over the pixels.
import type { GraphBuilder } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { attention } from '../../onnx/attention.ts';
import { groupNorm, joinedLinear, layerNorm, linear } from '../../onnx/layers.ts';
import { add, expandBatch, gelu, mul, reshape, split, transpose } from '../../onnx/ops.ts';

/** Cross-attention keys and values of one attention layer, [B,T,inner]. */
export interface KeyValue {
  readonly key: Value;
  readonly value: Value;
}

export interface TransformerOptions {
  readonly heads: number;
  readonly depth: number;
  readonly onlyCross: boolean;
  readonly groups: number;
  /** Scores could overflow fp16: scale queries before the product, not after it. */
  readonly upcast: boolean;
  /** Keys and values made from the text for the attention layer that the builder is scoped to. */
  readonly text: (at: GraphBuilder) => KeyValue;
}

/** diffusers hard-wires this, whatever the config's norm_eps. */
const GROUP_NORM_EPS = 1e-6;
const LAYER_NORM_EPS = 1e-5;

/** [B,C,H,W] to the same, plus `x`. */
export function transformer(b: GraphBuilder, x: Value, options: TransformerOptions): Value {
  const [, channels, height, width] = x.shape;
  const normed = groupNorm(b.scope('norm'), x, { groups: options.groups, eps: GROUP_NORM_EPS });
  const rows = transpose(b, normed, [0, 2, 3, 1]);
  // With `use_linear_projection` off these are 1x1 convolutions: the same numbers in the same order.
  let tokens = linear(b.scope('proj_in'), reshape(b, rows, [x.shape[0], height * width, channels]), channels);
  for (let layer = 0; layer < options.depth; layer++) {
    tokens = transformerLayer(b.scope(`transformer_blocks.${layer}`), tokens, options);
  }
  tokens = linear(b.scope('proj_out'), tokens, channels);
  const image = transpose(b, reshape(b, tokens, [tokens.shape[0], height, width, channels]), [0, 3, 1, 2]);
  return add(b, x, image);
}

function transformerLayer(b: GraphBuilder, tokens: Value, options: TransformerOptions): Value {
  const norm = (name: string, x: Value): Value => layerNorm(b.scope(name), x, { eps: LAYER_NORM_EPS });
  const first = options.onlyCross ? crossAttention : selfAttention;
  const own = add(b, first(b.scope('attn1'), norm('norm1', tokens), options), tokens);
  const informed = add(b, crossAttention(b.scope('attn2'), norm('norm2', own), options), own);
  return add(b, feedForward(b.scope('ff'), norm('norm3', informed)), informed);
}

/** Where the softmax scale is applied: with `upcast` in the query's weights, else inside the attention operator. */
function scales(
  x: Value,
  { heads, upcast }: TransformerOptions,
): { readonly weights: number; readonly scores?: number } {
  return upcast ? { weights: 1 / Math.sqrt(x.shape[2] / heads), scores: 1 } : { weights: 1 };
}

function selfAttention(b: GraphBuilder, x: Value, options: TransformerOptions): Value {
  const size = x.shape[2];
  const { weights, scores } = scales(x, options);
  const layers = [
    { path: 'to_q', out: size, scale: weights },
    { path: 'to_k', out: size },
    { path: 'to_v', out: size },
  ];
  const [query, key, value] = split(b, joinedLinear(b, x, layers, { bias: false }), [size, size, size], 2);
  return linear(b.scope('to_out.0'), attention(b, query, key, value, { heads: options.heads, scale: scores }), size);
}

function crossAttention(b: GraphBuilder, x: Value, options: TransformerOptions): Value {
  const size = x.shape[2];
  const { weights, scores } = scales(x, options);
  const { key, value } = options.text(b);
  // Up to the first attention to the text both halves of guidance are the same, and run once.
  const query = expandBatch(b, linear(b.scope('to_q'), x, size, { bias: false, scale: weights }), key.shape[0]);
  return linear(b.scope('to_out.0'), attention(b, query, key, value, { heads: options.heads, scale: scores }), size);
}

/** GEGLU: one half of the projection gates the other. */
function feedForward(b: GraphBuilder, x: Value): Value {
  const size = x.shape[2];
  const [hidden, gate] = split(b, linear(b.scope('net.0.proj'), x, size * 8), [size * 4, size * 4], 2);
  return linear(b.scope('net.2'), mul(b, hidden, gelu(b, gate)), size);
}
