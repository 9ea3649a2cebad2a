// EfficientNet (https://arxiv.org/abs/1905.11946) as TensorFlow pads it: inverted residuals that weigh their channels by
// what is in the whole picture. Names are geffnet's and timm's.
import type { GraphBuilder } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { batchNorm, conv, type ConvOptions } from '../../onnx/layers.ts';
import { add, mul, reduceMean, sigmoid, silu } from '../../onnx/ops.ts';

export interface EfficientNetStage {
  readonly channels: number;
  readonly layers: number;
  readonly kernel: number;
  /** Of the first layer. */
  readonly stride: number;
  /** 1: no widening before the convolution of each channel. */
  readonly expansion: number;
}

export interface EfficientNetConfig {
  readonly stem: number;
  readonly stages: readonly EfficientNetStage[];
  readonly head: number;
}

export const EFFICIENTNET_B5: EfficientNetConfig = {
  stem: 48,
  stages: [
    { channels: 24, layers: 3, kernel: 3, stride: 1, expansion: 1 },
    { channels: 40, layers: 5, kernel: 3, stride: 2, expansion: 6 },
    { channels: 64, layers: 5, kernel: 5, stride: 2, expansion: 6 },
    { channels: 128, layers: 7, kernel: 3, stride: 2, expansion: 6 },
    { channels: 176, layers: 7, kernel: 5, stride: 1, expansion: 6 },
    { channels: 304, layers: 9, kernel: 5, stride: 2, expansion: 6 },
    { channels: 512, layers: 3, kernel: 3, stride: 1, expansion: 6 },
  ],
  head: 2048,
};

/** TensorFlow's. */
const EPS = 1e-3;
/** The channels that weigh are a quarter of those that come in. */
const SQUEEZE = 4;

/** The maps after each stage, and after the convolution of the head, of [B,3,H,W]; neither norm nor activation follows that. */
export function efficientNet(
  b: GraphBuilder,
  config: EfficientNetConfig,
  image: Value,
): { readonly stages: readonly Value[]; readonly head: Value } {
  let x = conv(b.scope('conv_stem'), image, { out: config.stem, ...same(image, 3, 2), bias: false });
  x = silu(b, batchNorm(b.scope('bn1'), x, { eps: EPS }));
  const stages = config.stages.map((stage, index) => {
    for (let layer = 0; layer < stage.layers; layer++) {
      x = block(b.scope(`blocks.${index}.${layer}`), stage, x, layer === 0 ? stage.stride : 1);
    }
    return x;
  });
  return { stages, head: conv(b.scope('conv_head'), x, { out: config.head, kernel: 1, bias: false }) };
}

/** TensorFlow's SAME: what does not fit evenly goes to the right and the bottom. */
function same(x: Value, kernel: number, stride: number): Pick<ConvOptions, 'kernel' | 'stride' | 'pads'> {
  const total = (side: number): number => Math.max((Math.ceil(side / stride) - 1) * stride + kernel - side, 0);
  const [tall, wide] = [total(x.shape[2]), total(x.shape[3])];
  return { kernel, stride, pads: [tall >> 1, wide >> 1, tall - (tall >> 1), wide - (wide >> 1)] };
}

function block(b: GraphBuilder, stage: EfficientNetStage, x: Value, stride: number): Value {
  const { channels, kernel, expansion } = stage;
  const hidden = x.shape[1] * expansion;
  let [h, norms] = [x, 0];
  const normed = (value: Value): Value => batchNorm(b.scope(`bn${++norms}`), value, { eps: EPS });
  if (expansion > 1) h = silu(b, normed(conv(b.scope('conv_pw'), h, { out: hidden, kernel: 1, bias: false })));
  const each = { out: hidden, groups: hidden, ...same(x, kernel, stride), bias: false };
  h = silu(b, normed(conv(b.scope('conv_dw'), h, each)));
  h = weighed(b.scope('se'), h, x.shape[1] / SQUEEZE);
  h = normed(conv(b.scope(expansion > 1 ? 'conv_pwl' : 'conv_pw'), h, { out: channels, kernel: 1, bias: false }));
  return stride === 1 && x.shape[1] === channels ? add(b, x, h) : h;
}

/** Squeeze and excitation. */
function weighed(b: GraphBuilder, x: Value, squeezed: number): Value {
  const mean = reduceMean(b, x, [2, 3]);
  const h = silu(b, conv(b.scope('conv_reduce'), mean, { out: squeezed, kernel: 1 }));
  return mul(b, x, sigmoid(b, conv(b.scope('conv_expand'), h, { out: x.shape[1], kernel: 1 })));
}
