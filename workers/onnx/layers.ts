// Layers with weights: convolution, linear, norms, upsampling. Each takes a builder scoped to the layer's
// name in the checkpoint and picks the fused form that the target's backend has. Knows no model.
import { type GraphBuilder, describe, joinPath } from './builder.ts';
import type { Value } from './graph.ts';
import { add, concat, mul, reshape, silu, transpose } from './ops.ts';

const MICROSOFT = 'com.microsoft';

export function checkRank(b: GraphBuilder, x: Value, rank: number): void {
  if (x.shape.length !== rank) b.fail(`wants a tensor of rank ${rank}, got ${describe(x)}`);
}

const PARITIES = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

export interface ConvOptions {
  readonly out: number;
  readonly kernel: number;
  readonly stride?: number;
  /** Distance between the kernel's taps; default 1. */
  readonly dilation?: number;
  /** Channels are split into so many groups that do not see each other; default 1. */
  readonly groups?: number;
  /** top, left, bottom, right; default half of the kernel's reach on each side. */
  readonly pads?: readonly [number, number, number, number];
  /** Default true. */
  readonly bias?: boolean;
  /** Multiplied into the stored weight and bias; default 1. */
  readonly weightScale?: number;
  readonly biasScale?: number;
}

export type DoubledConvOptions = Pick<ConvOptions, 'out' | 'bias' | 'biasScale'>;

/** 2-D convolution of [B,C,H,W]; weights `weight` [out,C / groups,k,k] and `bias` [out]. */
export function conv(b: GraphBuilder, x: Value, options: ConvOptions): Value {
  checkRank(b, x, 4);
  const { out, kernel, stride = 1, dilation = 1, groups = 1, bias = true, weightScale = 1, biasScale = 1 } = options;
  const reach = dilation * (kernel - 1) + 1;
  const half = Math.floor(reach / 2);
  const pads = options.pads ?? [half, half, half, half];
  const [batch, channels, height, width] = x.shape;
  const side = (size: number, before: number, after: number): number =>
    Math.floor((size + before + after - reach) / stride) + 1;
  const shape = [batch, out, side(height, pads[0], pads[2]), side(width, pads[1], pads[3])];
  const weight = b.weight('weight', [out, channels / groups, kernel, kernel], { scale: weightScale });
  const read = groups === 1 && isUneven(b, channels) ? [evened(b, x), evened(b, weight)] : [x, weight];
  const inputs = [...read, ...(bias ? [b.weight('bias', [out], { scale: biasScale })] : [])];
  return b.node(
    'Conv',
    inputs,
    { dtype: x.dtype, shape },
    {
      kernel_shape: { ints: [kernel, kernel] },
      strides: { ints: [stride, stride] },
      pads: { ints: pads },
      ...(dilation > 1 && { dilations: { ints: [dilation, dilation] } }),
      ...(groups > 1 && { group: { int: groups } }),
    },
  );
}

/** ORT's WebGPU convolution takes channels four at a time or, where they are a multiple of three, three at a time: nine come out wrong. */
const isUneven = (b: GraphBuilder, channels: number): boolean =>
  b.target.backend === 'webgpu' && channels > 4 && channels % 4 !== 0;

/** With channels (axis 1) of nothing behind them, up to a multiple of four; of a weight ORT does that once, while it loads. */
function evened(b: GraphBuilder, x: Value): Value {
  const [first, channels, ...sides] = x.shape;
  const shape = [first, -channels & 3, ...sides];
  const nothing = b.constant(new Float32Array(shape.reduce((product, side) => product * side, 1)), shape, x.dtype);
  return concat(b, [x, nothing], 1);
}

/** PyTorch's ConvTranspose2d with a stride as long as its kernel: each pixel becomes a tile. `weight` [C,out,k,k], `bias` [out]. */
export function convTiles(b: GraphBuilder, x: Value, { out, kernel }: Pick<ConvOptions, 'out' | 'kernel'>): Value {
  checkRank(b, x, 4);
  const [batch, channels, height, width] = x.shape;
  const inputs = [x, b.weight('weight', [channels, out, kernel, kernel]), b.weight('bias', [out])];
  const shape = [batch, out, height * kernel, width * kernel];
  const side = { ints: [kernel, kernel] };
  return b.node('ConvTranspose', inputs, { dtype: x.dtype, shape }, { kernel_shape: side, strides: side });
}

/** PyTorch's BatchNorm in inference: weights `weight`, `bias`, `running_mean`, `running_var`, all [C]. */
export function batchNorm(b: GraphBuilder, x: Value, { eps = 1e-5 }: { readonly eps?: number } = {}): Value {
  checkRank(b, x, 4);
  const weights = ['weight', 'bias', 'running_mean', 'running_var'].map((name) => b.weight(name, [x.shape[1]]));
  return b.node('BatchNormalization', [x, ...weights], x, { epsilon: { float: eps } });
}

/** x [..., K] times a matrix [K, N]. */
export function matmul(b: GraphBuilder, x: Value, y: Value): Value {
  if (y.shape.length !== 2 || x.shape.at(-1) !== y.shape[0] || x.dtype !== y.dtype)
    b.fail(`MatMul of ${describe(x)} and ${describe(y)}`);
  return b.node('MatMul', [x, y], { dtype: x.dtype, shape: [...x.shape.slice(0, -1), y.shape[1]] });
}

export interface LinearOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** Multiplied into the matrix, not the bias. */
  readonly scale?: number;
}

/** PyTorch's Linear on the last axis; weights `weight` [out,in] and `bias` [out]. */
export function linear(b: GraphBuilder, x: Value, out: number, { bias = true, scale = 1 }: LinearOptions = {}): Value {
  const product = matmul(b, x, b.weight('weight', [out, x.shape[x.shape.length - 1]], { transpose: true, scale }));
  return bias ? add(b, product, b.weight('bias', [out])) : product;
}

export interface JoinedLinear {
  /** Path of a Linear below the builder's, such as `to_q`. */
  readonly path: string;
  readonly out: number;
  readonly scale?: number;
}

/** Several Linears on the same input as one MatMul: [..., in] to [..., sum of outs], in the order given. */
export function joinedLinear(
  b: GraphBuilder,
  x: Value,
  layers: readonly JoinedLinear[],
  { bias = true }: Pick<LinearOptions, 'bias'> = {},
): Value {
  const input = x.shape[x.shape.length - 1];
  const key = (path: string, name: string): string => joinPath(joinPath(b.path, path), name);
  const matrices = layers.map(({ path, out, scale = 1 }) => ({
    key: key(path, 'weight'),
    shape: [out, input],
    transpose: true,
    scale,
  }));
  const product = matmul(b, x, b.weights(matrices, 1));
  if (!bias) return product;
  const biases = layers.map(({ path, out }) => ({ key: key(path, 'bias'), shape: [out] }));
  return add(b, product, b.weights(biases, 0));
}

export interface GroupNormOptions {
  readonly groups: number;
  readonly eps: number;
  /** Follow it by SiLU. */
  readonly silu?: boolean;
}

/** GroupNorm of [B,C,H,W] with statistics in float32; weights `weight` [C] and `bias` [C]. */
export function groupNorm(b: GraphBuilder, x: Value, options: GroupNormOptions): Value {
  checkRank(b, x, 4);
  if (x.shape[1] % options.groups !== 0) b.fail(`${describe(x)} does not divide into ${options.groups} groups`);
  return b.target.backend === 'webgpu' ? fusedGroupNorm(b, x, options) : plainGroupNorm(b, x, options);
}

/** The fused kernel is NHWC only; ORT's layout pass cancels these transposes against those of the neighbours. */
function fusedGroupNorm(b: GraphBuilder, x: Value, { groups, eps, silu: activate = false }: GroupNormOptions): Value {
  const channels = x.shape[1];
  const last = transpose(b, x, [0, 2, 3, 1]);
  const inputs = [
    last,
    b.weight('weight', [channels], { dtype: 'float32' }),
    b.weight('bias', [channels], { dtype: 'float32' }),
  ];
  const attributes = {
    groups: { int: groups },
    epsilon: { float: eps },
    activation: { int: activate ? 1 : 0 },
    channels_last: { int: 1 },
  };
  return transpose(b, b.node('GroupNorm', inputs, last, attributes, MICROSOFT), [0, 3, 1, 2]);
}

function plainGroupNorm(b: GraphBuilder, x: Value, { groups, eps, silu: activate = false }: GroupNormOptions): Value {
  const [batch, channels] = x.shape;
  const grouped = reshape(b, x, [batch, groups, x.shape.slice(1).reduce((p, side) => p * side, 1) / groups]);
  const ones = b.constant(new Float32Array(groups).fill(1));
  const zeros = b.constant(new Float32Array(groups));
  const normed = b.node('InstanceNormalization', [grouped, ones, zeros], grouped, { epsilon: { float: eps } });
  const perChannel = (name: string): Value => reshape(b, b.weight(name, [channels]), [channels, 1, 1]);
  const affine = add(b, mul(b, reshape(b, normed, x.shape), perChannel('weight')), perChannel('bias'));
  return activate ? silu(b, affine) : affine;
}

/** LayerNorm over the last axis, statistics in float32; weights `weight` [D] and `bias` [D]. */
export function layerNorm(b: GraphBuilder, x: Value, { eps }: { readonly eps: number }): Value {
  const size = x.shape[x.shape.length - 1];
  const attributes = { axis: { int: -1 }, epsilon: { float: eps }, stash_type: { int: 1 } };
  return b.node('LayerNormalization', [x, b.weight('weight', [size]), b.weight('bias', [size])], x, attributes);
}

/**
 * A 3x3 convolution of the doubled picture, as `conv(upsampleNearest(x))` gives it, without doubling it: output pixels of
 * each parity see 2x2 input pixels, so that four small kernels do the work of one with 4/9 of the products, and the
 * doubled input is never stored.
 */
export function doubledConv(b: GraphBuilder, x: Value, options: DoubledConvOptions): Value {
  checkRank(b, x, 4);
  const { out, bias = true, biasScale = 1 } = options;
  const [batch, channels, height, width] = x.shape;
  // Where the input is as large as the kernel, ORT's WebGPU convolution forgets the padding after it.
  if (height === 2 && width === 2) return conv(b, upsampleNearest(b, x), { ...options, kernel: 3 });
  const biases = bias ? [b.weight('bias', [out], { scale: biasScale })] : [];
  const quarters = PARITIES.map(([row, column]) => {
    const kernel = b.weight('weight', [out, channels, 3, 3], { kernels: `quarter${row}${column}` });
    const attributes = { kernel_shape: { ints: [2, 2] }, pads: { ints: [1 - row, 1 - column, row, column] } };
    return b.node('Conv', [x, kernel, ...biases], { dtype: x.dtype, shape: [batch, out, height, width] }, attributes);
  });
  const form = { dtype: x.dtype, shape: [batch, out, 2 * height, 2 * width] };
  return b.node('DepthToSpace', [concat(b, quarters, 1)], form, { blocksize: { int: 2 }, mode: { string: 'DCR' } });
}

/** Nearest-neighbour resize of [B,C,H,W] to twice the sides (or to exactly `size`), as PyTorch's interpolate does it. */
export function upsampleNearest(b: GraphBuilder, x: Value, size?: readonly [number, number]): Value {
  checkRank(b, x, 4);
  const [batch, channels, height, width] = x.shape;
  const shape = [batch, channels, ...(size ?? [height * 2, width * 2])];
  // Other sizes than the double by `sizes`: a rounded scale could miss them.
  const target = size ? [null, null, b.indices(shape)] : [null, b.constant([1, 1, 2, 2], [4], 'float32')];
  return b.node(
    'Resize',
    [x, ...target],
    { dtype: x.dtype, shape },
    {
      mode: { string: 'nearest' },
      coordinate_transformation_mode: { string: 'asymmetric' },
      nearest_mode: { string: 'floor' },
    },
  );
}
