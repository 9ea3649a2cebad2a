// The blocks of AutoencoderKL, with the residual stream kept at 1/32 of its size so that fp16 cannot overflow.
//
// The last stages of Stable Diffusion's decoders exceed fp16's 65504. Running them in float32 would double the largest
// activations (0.27 GB at 512x512) and the time. But every branch of these networks starts with a GroupNorm, which
// undoes any factor (once its epsilon is divided by the square), so the stream can carry x / 32 from the first
// convolution on: what enters it is scaled in the weights, for free. A power of two is exact, so float32 results do
// not change, and one form of the graph serves both precisions.
import type { GraphBuilder } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { attention } from '../../onnx/attention.ts';
import { conv, doubledConv, groupNorm, joinedLinear, linear } from '../../onnx/layers.ts';
import { add, reshape, scale, split, transpose } from '../../onnx/ops.ts';

const STREAM = 1 / 32;
/** AutoencoderKL's, everywhere. */
const EPS = 1e-6;

/** A normal value into the stream. */
export function intoStream(b: GraphBuilder, x: Value, out: number): Value {
  return conv(b, x, { out, kernel: 3, weightScale: STREAM, biasScale: STREAM });
}

/** The normed and activated stream, normal again. */
export function normedStream(b: GraphBuilder, x: Value, groups: number, silu = true): Value {
  return groupNorm(b, x, { groups, eps: EPS * STREAM ** 2, silu });
}

/** diffusers' ResnetBlock2D without time embedding. */
export function vaeResnet(b: GraphBuilder, x: Value, out: number, groups: number): Value {
  let h = intoStream(b.scope('conv1'), normedStream(b.scope('norm1'), x, groups), out);
  h = intoStream(b.scope('conv2'), normedStream(b.scope('norm2'), h, groups), out);
  const changed = x.shape[1] !== out;
  return add(b, changed ? conv(b.scope('conv_shortcut'), x, { out, kernel: 1, biasScale: STREAM }) : x, h);
}

/** UNetMidBlock2D: resnet, single-head attention over all places (unless left out), resnet. */
export function vaeMidBlock(b: GraphBuilder, x: Value, groups: number, withAttention: boolean): Value {
  const channels = x.shape[1];
  const first = vaeResnet(b.scope('resnets.0'), x, channels, groups);
  const attended = withAttention ? spatialAttention(b.scope('attentions.0'), first, groups) : first;
  return vaeResnet(b.scope('resnets.1'), attended, channels, groups);
}

function spatialAttention(b: GraphBuilder, x: Value, groups: number): Value {
  const [batch, channels, height, width] = x.shape;
  const normed = normedStream(b.scope('group_norm'), x, groups, false);
  const rows = transpose(b, reshape(b, normed, [batch, channels, height * width]), [0, 2, 1]);
  const joined = joinedLinear(b, rows, ['to_q', 'to_k', 'to_v'].map((path) => ({ path, out: channels }))); // prettier-ignore
  const [q, k, v] = split(b, joined, [channels, channels, channels], -1);
  const out = linear(b.scope('to_out.0'), attention(b, q, k, v, { heads: 1 }), channels);
  const planes = reshape(b, transpose(b, out, [0, 2, 1]), x.shape);
  return add(b, x, scale(b, planes, STREAM));
}

/** Halves the sides of the stream; one row and column of zeros at the bottom right. */
export function vaeDownsample(b: GraphBuilder, x: Value): Value {
  const options = { out: x.shape[1], kernel: 3, stride: 2, pads: [0, 0, 1, 1], biasScale: STREAM } as const;
  return conv(b.scope('conv'), x, options);
}

/** Doubles the sides of the stream. */
export function vaeUpsample(b: GraphBuilder, x: Value): Value {
  return doubledConv(b.scope('conv'), x, { out: x.shape[1], biasScale: STREAM });
}
