// NNET (https://arxiv.org/abs/2109.09881): an EfficientNet, widened again to the picture's size, which says for each pixel
// where its surface faces and how sure it is: at an eighth of the size first, then refined up to the whole. PyTorch's names.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { batchNorm, conv } from '../onnx/layers.ts';
import { add, cast, concat, div, elu, leakyRelu, mul, relu, reshape, shift, split, sqrt } from '../onnx/ops.ts';
import { resizeLinear } from '../onnx/pooling.ts';
import { EFFICIENTNET_B5, efficientNet } from './blocks/efficientNet.ts';

export interface NormalBaeOptions {
  /** Multiples of 32. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/** Which stages of the encoder come in again, coarsest first, and the channels after each. */
const MERGED = [
  { stage: 4, out: 1024 },
  { stage: 2, out: 512 },
  { stage: 1, out: 256 },
  { stage: 0, out: 128 },
] as const;
const REFINED = 128;
const SLOPE = 0.01;
/** Of the certainty, kappa. */
const LEAST = 0.01;
const TINY = 1e-10;

/** `image` float32 [1,3,height,width], normalised, to `normal` float32 [1,3,height,width], of length 1. Weights under `normal/`. */
export function buildNormalBae({ height, width, target }: NormalBaeOptions): BuiltGraph {
  const root = new GraphBuilder({ name: 'NNET', target });
  const b = root.scope('normal/');
  const image = cast(b, root.input('image', 'float32', [1, 3, height, width]), b.compute);
  const { stages, head } = efficientNet(b.scope('encoder.original_model'), EFFICIENTNET_B5, image);
  const at = b.scope('decoder');
  let x = conv(at.scope('conv2'), head, { out: head.shape[1], kernel: 1 });
  const maps = MERGED.map(({ stage, out }, i) => (x = merged(at.scope(`up${i + 1}._net`), x, stages[stage], out)));
  let found = unit(at, conv(at.scope('out_conv_res8'), maps[1], { out: 4, kernel: 3 }));
  maps.slice(1).forEach((map, i) => (found = refined(at.scope(`out_conv_res${4 >> i}`), map, found)));
  const [normal] = split(b, found, [3, 1], 1);
  root.output('normal', normal);
  return root.build();
}

/** The coarser map brought to the finer one's sides, both together through two convolutions. */
function merged(b: GraphBuilder, coarse: Value, fine: Value, out: number): Value {
  const [, , height, width] = fine.shape;
  let x = concat(b, [resizeLinear(b, coarse, { height, width, alignCorners: true }), fine], 1);
  for (const index of [0, 3]) {
    x = batchNorm(b.scope(String(index + 1)), conv(b.scope(String(index)), x, { out, kernel: 3 }));
    x = leakyRelu(b, x, SLOPE);
  }
  return x;
}

/**
 * What was found so far, at twice the size. The reference doubles the map and then mixes its channels; mixing first gives
 * the same with a quarter of the products, as doubling keeps what is even.
 */
function refined(b: GraphBuilder, map: Value, found: Value): Value {
  const [, , height, width] = map.shape;
  let x = mix(b.scope('0'), concat(b, [map, cast(b, found, map.dtype)], 1), REFINED);
  x = resizeLinear(b, x, { height: 2 * height, width: 2 * width, alignCorners: true });
  for (const index of [2, 4]) x = mix(b.scope(String(index)), relu(b, x), REFINED);
  return unit(b, mix(b.scope('6'), relu(b, x), 4));
}

/** A Conv1d of kernel 1 over the pixels: `weight` [out,C,1], `bias` [out]. */
function mix(b: GraphBuilder, x: Value, out: number): Value {
  const [batch, channels, height, width] = x.shape;
  const weight = reshape(b, b.weight('weight', [out, channels, 1]), [out, channels, 1, 1]);
  const form = { dtype: x.dtype, shape: [batch, out, height, width] };
  return b.node('Conv', [x, weight, b.weight('bias', [out])], form, { kernel_shape: { ints: [1, 1] } });
}

/** In float32: x, y and z to length 1, kappa to above 0. */
function unit(b: GraphBuilder, raw: Value): Value {
  const [x, y, z, kappa] = split(b, cast(b, raw, 'float32'), [1, 1, 1, 1], 1);
  const squares = [x, y, z].map((part) => mul(b, part, part));
  const length = shift(
    b,
    sqrt(
      b,
      squares.reduce((sum, square) => add(b, sum, square)),
    ),
    TINY,
  );
  const sure = shift(b, elu(b, kappa), 1 + LEAST);
  return concat(b, [...[x, y, z].map((part) => div(b, part, length)), sure], 1);
}
