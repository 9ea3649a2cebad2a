// diffusers' ResnetBlock2D, shared by UNet, ControlNet and the autoencoder.
import type { GraphBuilder } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { conv3x3 } from '../../onnx/conv3x3.ts';
import { conv, groupNorm } from '../../onnx/layers.ts';
import { add, mul, scale, shift, silu, split } from '../../onnx/ops.ts';

export interface ResnetOptions {
  readonly out: number;
  readonly groups: number;
  readonly eps: number;
  /** The projected time embedding, [1 or B, out, 1, 1], or [.., 2 * out, ..] with `scaleShift`; null without one. */
  readonly time: Value | null;
  readonly scaleShift?: boolean;
  /** The sum is divided by this. */
  readonly outputScale?: number;
}

/** [B,C,H,W] to [B,out,H,W]. `x` may have batch 1 while `time` has more: batches broadcast. */
export function resnet(
  b: GraphBuilder,
  x: Value,
  { out, groups, eps, time, scaleShift = false, outputScale = 1 }: ResnetOptions,
): Value {
  let h = groupNorm(b.scope('norm1'), x, { groups, eps, silu: true });
  h = conv3x3(b.scope('conv1'), h, out);
  if (time && scaleShift) {
    const [factor, term] = split(b, time, [out, out], 1);
    const normed = groupNorm(b.scope('norm2'), h, { groups, eps });
    h = silu(b, add(b, mul(b, normed, shift(b, factor, 1)), term));
  } else {
    h = groupNorm(b.scope('norm2'), time ? add(b, h, time) : h, { groups, eps, silu: true });
  }
  h = conv3x3(b.scope('conv2'), h, out);
  const shortcut = x.shape[1] === out ? x : conv(b.scope('conv_shortcut'), x, { out, kernel: 1 });
  return scale(b, add(b, shortcut, h), 1 / outputScale);
}
