// MoveNet's single-pose Lightning (https://www.kaggle.com/models/google/movenet): a MobileNetV2 down to a 32nd, a feature
// pyramid back up to a quarter, and four heads. Only the network: reading a pose from its maps is someone else's job.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { conv, type ConvOptions } from '../onnx/layers.ts';
import { add, cast, clamp, relu } from '../onnx/ops.ts';
import { resizeLinear } from '../onnx/pooling.ts';

/** Side of the picture that it wants. */
export const MOVENET_SIDE = 192;
/** Side of its maps. */
export const MOVENET_MAP = 48;
/** COCO's keypoints. */
export const MOVENET_POINTS = 17;

/** Channels, stride of the inverted residuals after the first. */
const BLOCKS = [
  [24, 2],
  [24, 1],
  [32, 2],
  [32, 1],
  [32, 1],
  [64, 2],
  [64, 1],
  [64, 1],
  [64, 1],
  [96, 1],
  [96, 1],
  [96, 1],
  [160, 2],
  [160, 1],
  [160, 1],
  [320, 1],
] as const;
const EXPANSION = 6;

/**
 * `image` float32 [1,3,192,192], byte / 127.5 - 1, to maps [1,C,48,48]: `centre` (1, logit), `heat` (17, logits), `regress`
 * and `offset` (34: y and x of each point, in cells). Weights under `movenet/`, named by `movenetKey`.
 */
export function buildMovenet({ target }: { readonly target: Target }): BuiltGraph {
  const root = new GraphBuilder({ name: 'MoveNet', target });
  const b = root.scope('movenet/');
  const image = cast(b, root.input('image', 'float32', [1, 3, MOVENET_SIDE, MOVENET_SIDE]), b.compute);
  const features = pyramid(b, backbone(b, image));
  const heads = [
    ['centre', 'center_0', 3, 4, 1],
    ['heat', 'kpt_heatmap_0', 4, 5, MOVENET_POINTS],
    ['regress', 'kpt_regress_0', 5, 6, 2 * MOVENET_POINTS],
    ['offset', 'kpt_offset_0', 6, 7, 2 * MOVENET_POINTS],
  ] as const;
  for (const [output, name, separable, last, out] of heads) {
    const h = separated(b.scope(`${name}.separable_conv2d_${separable}`), features, 96);
    const map = conv(b.scope(`${name}.conv2d_${last}`), h, { out, kernel: 1 });
    root.output(output, cast(root, map, 'float32'));
  }
  return root.build();
}

/** The name that the graph gives a tensor of the checkpoint. */
export function movenetKey(name: string): string {
  const short = name.replace(/^StatefulPartitionedCall\/(center_net\w+\/model_1\/(model\/)?)?/, '');
  for (const [end, part] of ENDINGS) {
    if (end.test(short)) return `movenet/${short.replace(end, part).replaceAll('/', '.')}`;
  }
  return `movenet/${short}`;
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\/separable_conv2d\/ReadVariableOp$/, '.depthwise.weight'],
  [/\/separable_conv2d(\/ReadVariableOp_1|_weights)$/, '.pointwise.weight'],
  [/\/separable_conv2d_bn_offset$/, '.pointwise.bias'],
  [/(?<=separable_conv2d\w*)\/BiasAdd\/ReadVariableOp$/, '.pointwise.bias'],
  [/\/(Conv2D\/ReadVariableOp|\w+_weights)$/, '.weight'],
  [/\/(BiasAdd\/ReadVariableOp|\w+_bn_offset)$/, '.bias'],
];

/** The outputs at a quarter, an eighth, a sixteenth and a 32nd. */
function backbone(b: GraphBuilder, image: Value): readonly Value[] {
  let x = bounded(b.scope('Conv1'), image, { out: 32, kernel: 3, stride: 2 });
  x = bounded(b.scope('expanded_conv_depthwise'), x, { out: 32, kernel: 3, groups: 32 });
  x = conv(b.scope('expanded_conv_project'), x, { out: 16, kernel: 1 });
  const outputs = BLOCKS.map(([out, stride], i) => (x = block(b, `block_${i + 1}`, x, out, stride)));
  return [outputs[1], outputs[4], outputs[8], bounded(b.scope('Conv_1'), x, { out: 1280, kernel: 1 })];
}

function block(b: GraphBuilder, name: string, x: Value, out: number, stride: number): Value {
  const hidden = x.shape[1] * EXPANSION;
  let h = bounded(b.scope(`${name}_expand`), x, { out: hidden, kernel: 1 });
  h = bounded(b.scope(`${name}_depthwise`), h, { out: hidden, kernel: 3, stride, groups: hidden });
  h = conv(b.scope(`${name}_project`), h, { out, kernel: 1 });
  return stride === 1 && x.shape[1] === out ? add(b, x, h) : h;
}

/** Convolution and ReLU6; halving pads right and bottom only, as TensorFlow does. */
function bounded(b: GraphBuilder, x: Value, options: ConvOptions): Value {
  return clamp(b, conv(b, x, options.stride === 2 ? { ...options, pads: [0, 0, 1, 1] } : options), 0, 6);
}

/** From the coarsest map up: doubled, joined by the next finer one, smoothed. */
function pyramid(b: GraphBuilder, [quarter, eighth, sixteenth, coarsest]: readonly Value[]): Value {
  let x = conv(b.scope('conv2d'), coarsest, { out: 64, kernel: 1 });
  const steps = [
    [sixteenth, 'conv2d_1', 'separable_conv2d', 32],
    [eighth, 'conv2d_2', 'separable_conv2d_1', 24],
    [quarter, 'conv2d_3', 'separable_conv2d_2', 24],
  ] as const;
  for (const [finer, side, smooth, out] of steps) {
    const [, channels, height, width] = finer.shape;
    const beside = conv(b.scope(side), finer, { out: channels, kernel: 1 });
    x = separated(b.scope(smooth), add(b, resizeLinear(b, x, { height, width }), beside), out);
  }
  return x;
}

/** A convolution of each channel alone, one across the channels, ReLU. */
function separated(b: GraphBuilder, x: Value, out: number): Value {
  const channels = x.shape[1];
  const h = conv(b.scope('depthwise'), x, { out: channels, kernel: 3, groups: channels, bias: false });
  return relu(b, conv(b.scope('pointwise'), h, { out, kernel: 1 }));
}
