// transformers' SegformerForSemanticSegmentation (https://arxiv.org/abs/2105.15203): four stages of attention that looks
// at shrunken keys and values, and a head of plain projections. Names are those of the files on the hub.
import { attention } from '../onnx/attention.ts';
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { batchNorm, conv, layerNorm, linear } from '../onnx/layers.ts';
import { add, cast, gelu, relu, reshape, slice, transpose } from '../onnx/ops.ts';
import { resizeLinear } from '../onnx/pooling.ts';

/** One stage of the encoder. */
export interface SegformerStage {
  readonly channels: number;
  readonly layers: number;
  readonly heads: number;
  readonly patch: number;
  readonly stride: number;
  /** Keys and values have one token for so many times so many of the queries'. */
  readonly reduction: number;
  readonly mlpRatio: number;
}

export interface SegformerConfig {
  readonly stages: readonly SegformerStage[];
  /** Channels of the head. */
  readonly head: number;
  readonly classes: number;
}

/** nvidia/segformer-b2-finetuned-ade-512-512. */
export const SEGFORMER_B2_ADE: SegformerConfig = {
  stages: [
    { channels: 64, layers: 3, heads: 1, patch: 7, stride: 4, reduction: 8, mlpRatio: 4 },
    { channels: 128, layers: 4, heads: 2, patch: 3, stride: 2, reduction: 4, mlpRatio: 4 },
    { channels: 320, layers: 6, heads: 5, patch: 3, stride: 2, reduction: 2, mlpRatio: 4 },
    { channels: 512, layers: 3, heads: 8, patch: 3, stride: 2, reduction: 1, mlpRatio: 4 },
  ],
  head: 768,
  classes: 150,
};

const EPS = 1e-5;

export interface SegformerOptions {
  /** Multiples of 32. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/** `image` float32 [1,3,height,width], normalised, to `logits` float32 [1,height/4,width/4,classes]. Weights under `seg/`. */
export function buildSegformer(config: SegformerConfig, { height, width, target }: SegformerOptions): BuiltGraph {
  const root = new GraphBuilder({ name: 'SegFormer', target });
  const b = root.scope('seg/');
  const encoder = b.scope('segformer.encoder');
  let x = cast(b, root.input('image', 'float32', [1, 3, height, width]), b.compute);
  const maps = config.stages.map((stage, index) => (x = encoded(encoder, stage, index, x)));
  const logits = decoded(b.scope('decode_head'), config, maps);
  root.output('logits', cast(root, transpose(root, logits, [0, 2, 3, 1]), 'float32'));
  return root.build();
}

/** [1,C,H,W] as [1,H*W,C]. */
function tokensOf(b: GraphBuilder, x: Value): Value {
  const [batch, channels, height, width] = x.shape;
  return transpose(b, reshape(b, x, [batch, channels, height * width]), [0, 2, 1]);
}

/** [1,H*W,C] as [1,C,H,W], of the sides of `like`. */
function pictureOf(b: GraphBuilder, x: Value, like: Value): Value {
  return reshape(b, transpose(b, x, [0, 2, 1]), [1, x.shape[2], like.shape[2], like.shape[3]]);
}

function encoded(b: GraphBuilder, stage: SegformerStage, index: number, x: Value): Value {
  const { channels, patch, stride } = stage;
  const at = b.scope(`patch_embeddings.${index}`);
  const picture = conv(at.scope('proj'), x, { out: channels, kernel: patch, stride });
  let tokens = layerNorm(at.scope('layer_norm'), tokensOf(at, picture), { eps: EPS });
  for (let layer = 0; layer < stage.layers; layer++) {
    const block = b.scope(`block.${index}.${layer}`);
    tokens = add(block, tokens, attended(block, stage, tokens, picture));
    tokens = add(block, tokens, mixed(block, stage, tokens, picture));
  }
  return pictureOf(b, layerNorm(b.scope(`layer_norm.${index}`), tokens, { eps: EPS }), picture);
}

function attended(b: GraphBuilder, stage: SegformerStage, tokens: Value, like: Value): Value {
  const { channels, heads, reduction } = stage;
  const at = b.scope('attention.self');
  const x = layerNorm(b.scope('layer_norm_1'), tokens, { eps: EPS });
  let seen = x;
  if (reduction > 1) {
    const pads = [0, 0, 0, 0] as const;
    const small = conv(at.scope('sr'), pictureOf(at, x, like), {
      out: channels,
      kernel: reduction,
      stride: reduction,
      pads,
    });
    seen = layerNorm(at.scope('layer_norm'), tokensOf(at, small), { eps: EPS });
  }
  const query = linear(at.scope('query'), x, channels);
  const [key, value] = ['key', 'value'].map((name) => linear(at.scope(name), seen, channels));
  return linear(b.scope('attention.output.dense'), attention(b, query, key, value, { heads }), channels);
}

/** The two layers of the transformer with a 3x3 convolution a channel between them, which tells where a token is. */
function mixed(b: GraphBuilder, { channels, mlpRatio }: SegformerStage, tokens: Value, like: Value): Value {
  const hidden = channels * mlpRatio;
  const h = linear(b.scope('mlp.dense1'), layerNorm(b.scope('layer_norm_2'), tokens, { eps: EPS }), hidden);
  const picture = conv(b.scope('mlp.dwconv.dwconv'), pictureOf(b, h, like), { out: hidden, kernel: 3, groups: hidden });
  return linear(b.scope('mlp.dense2'), gelu(b, tokensOf(b, picture)), channels);
}

/**
 * The reference stretches all maps to the first one's sides, joins them and mixes their channels. Mixing each before it
 * is stretched gives the same sum with a third of the products, since both are linear and a stretch keeps what is even.
 */
function decoded(b: GraphBuilder, { head, stages, classes }: SegformerConfig, maps: readonly Value[]): Value {
  const fuse = b.weight('linear_fuse.weight', [head, head * stages.length, 1, 1]);
  const [, , height, width] = maps[0].shape;
  const parts = maps.map((map, index) => {
    const projected = linear(b.scope(`linear_c.${index}.proj`), tokensOf(b, map), head);
    const from = (maps.length - 1 - index) * head; // they are joined last first
    const share = slice(b, fuse, from, from + head, 1);
    const form = { dtype: map.dtype, shape: [1, head, map.shape[2], map.shape[3]] };
    const mixedMap = b.node('Conv', [pictureOf(b, projected, map), share], form, { kernel_shape: { ints: [1, 1] } });
    return resizeLinear(b, mixedMap, { height, width });
  });
  const sum = parts.reduce((total, part) => add(b, total, part));
  const x = relu(b, batchNorm(b.scope('batch_norm'), sum));
  return conv(b.scope('classifier'), x, { out: classes, kernel: 1 });
}
