// transformers' DepthAnythingForDepthEstimation: a DINOv2 transformer whose hidden states at four depths are put
// together again as pictures (DPT, https://arxiv.org/abs/2103.13413). Names are those of the files on the hub.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { attention } from '../onnx/attention.ts';
import { conv, convTiles, layerNorm, linear } from '../onnx/layers.ts';
import { add, cast, concat, gelu, mul, relu, reshape, slice, transpose } from '../onnx/ops.ts';
import { resizeCubic, resizeLinear } from '../onnx/pooling.ts';

export interface DepthConfig {
  readonly patch: number;
  /** Patches along a side of the pictures that it was trained on. */
  readonly grid: number;
  readonly hidden: number;
  readonly heads: number;
  readonly layers: number;
  readonly mlpRatio: number;
  /** After how many layers the hidden states are taken. */
  readonly taken: readonly number[];
  readonly neck: readonly number[];
  readonly fusion: number;
  readonly head: number;
}

/** depth-anything/Depth-Anything-V2-Small-hf. */
export const DEPTH_ANYTHING_V2_SMALL: DepthConfig = {
  patch: 14,
  grid: 37,
  hidden: 384,
  heads: 6,
  layers: 12,
  mlpRatio: 4,
  taken: [3, 6, 9, 12],
  neck: [48, 96, 192, 384],
  fusion: 64,
  head: 32,
};

const EPS = 1e-6;

export interface DepthOptions {
  /** Multiples of the patch. */
  readonly height: number;
  readonly width: number;
  /** To which sides the depth is brought. */
  readonly output: { readonly height: number; readonly width: number };
  readonly target: Target;
}

/** `image` float32 [1,3,height,width], normalised, to `depth` float32 [1,1,output], larger is nearer. Weights under `depth/`. */
export function buildDepthAnything(config: DepthConfig, { height, width, output, target }: DepthOptions): BuiltGraph {
  const root = new GraphBuilder({ name: 'Depth Anything', target });
  const b = root.scope('depth/');
  const image = cast(b, root.input('image', 'float32', [1, 3, height, width]), b.compute);
  const sides: Sides = [height / config.patch, width / config.patch];
  const states = backbone(b.scope('backbone'), config, image, sides);
  const maps = states.map((state, i) => reassembled(b.scope('neck'), config, state, i, sides));
  const fused = fuse(b.scope('neck.fusion_stage'), config, maps);
  const head = b.scope('head');
  let x = conv(head.scope('conv1'), fused, { out: config.fusion / 2, kernel: 3 });
  x = resizeLinear(head, x, { height, width, alignCorners: true });
  x = relu(head, conv(head.scope('conv2'), x, { out: config.head, kernel: 3 }));
  x = relu(head, conv(head.scope('conv3'), x, { out: 1, kernel: 1 }));
  root.output('depth', resizeLinear(root, cast(root, x, 'float32'), output));
  return root.build();
}

/** Rows and columns of patches. */
type Sides = readonly [number, number];

function backbone(b: GraphBuilder, config: DepthConfig, image: Value, sides: Sides): Value[] {
  const { hidden, patch } = config;
  const count = sides[0] * sides[1];
  const at = b.scope('embeddings');
  const pads = [0, 0, 0, 0] as const;
  const patches = conv(at.scope('patch_embeddings.projection'), image, {
    out: hidden,
    kernel: patch,
    stride: patch,
    pads,
  });
  const tokens = transpose(b, reshape(b, patches, [1, hidden, count]), [0, 2, 1]);
  let x = concat(b, [at.weight('cls_token', [1, 1, hidden]), tokens], 1);
  x = add(b, x, positions(at, config, sides));
  const states = [x];
  for (let layer = 0; layer < config.layers; layer++) {
    x = block(b.scope(`encoder.layer.${layer}`), config, x);
    states.push(x);
  }
  return config.taken.map((depth) => {
    const normed = layerNorm(b.scope('layernorm'), states[depth], { eps: EPS });
    return slice(b, normed, 1, count + 1, 1); // without the class token
  });
}

/** The learned positions of the square grid, stretched over this one in float32. */
function positions(b: GraphBuilder, { grid, hidden }: DepthConfig, [rows, columns]: Sides): Value {
  const all = b.weight('position_embeddings', [1, grid * grid + 1, hidden], { dtype: 'float32' });
  const square = transpose(b, reshape(b, slice(b, all, 1, grid * grid + 1, 1), [1, grid, grid, hidden]), [0, 3, 1, 2]);
  const stretched = resizeCubic(b, square, { height: rows, width: columns });
  const flat = transpose(b, reshape(b, stretched, [1, hidden, rows * columns]), [0, 2, 1]);
  return cast(b, concat(b, [slice(b, all, 0, 1, 1), flat], 1), b.compute);
}

function block(b: GraphBuilder, { hidden, heads, mlpRatio }: DepthConfig, x: Value): Value {
  const scaled = (name: string, value: Value): Value => mul(b, value, b.weight(`${name}.lambda1`, [hidden]));
  let h = layerNorm(b.scope('norm1'), x, { eps: EPS });
  const [query, key, value] = ['query', 'key', 'value'].map((name) =>
    linear(b.scope(`attention.attention.${name}`), h, hidden),
  );
  h = linear(b.scope('attention.output.dense'), attention(b, query, key, value, { heads }), hidden);
  x = add(b, x, scaled('layer_scale1', h));
  h = gelu(b, linear(b.scope('mlp.fc1'), layerNorm(b.scope('norm2'), x, { eps: EPS }), hidden * mlpRatio));
  return add(b, x, scaled('layer_scale2', linear(b.scope('mlp.fc2'), h, hidden)));
}

/** Hidden states as a picture: four times, twice, once and half as many pixels a side as there are patches. */
function reassembled(b: GraphBuilder, config: DepthConfig, state: Value, index: number, [rows, columns]: Sides): Value {
  const at = b.scope(`reassemble_stage.layers.${index}`);
  const out = config.neck[index];
  const picture = reshape(b, transpose(b, state, [0, 2, 1]), [1, config.hidden, rows, columns]);
  let x = conv(at.scope('projection'), picture, { out, kernel: 1 });
  if (index < 2) x = convTiles(at.scope('resize'), x, { out, kernel: 4 >> index });
  if (index === 3) x = conv(at.scope('resize'), x, { out, kernel: 3, stride: 2 });
  return conv(b.scope(`convs.${index}`), x, { out: config.fusion, kernel: 3, bias: false });
}

/** From the coarsest to the finest, each brought to the sides of the next; the last to its double. */
function fuse(b: GraphBuilder, { fusion }: DepthConfig, maps: readonly Value[]): Value {
  const coarseFirst = maps.toReversed();
  let x = coarseFirst[0];
  coarseFirst.forEach((map, index) => {
    const at = b.scope(`layers.${index}`);
    if (index > 0) {
      const [, , height, width] = x.shape;
      x = add(at, x, residual(at.scope('residual_layer1'), resizeLinear(at, map, { height, width })));
    }
    x = residual(at.scope('residual_layer2'), x);
    const next = index + 1 < coarseFirst.length ? coarseFirst[index + 1].shape : [1, 1, 2 * x.shape[2], 2 * x.shape[3]];
    x = resizeLinear(at, x, { height: next[2], width: next[3], alignCorners: true });
    x = conv(at.scope('projection'), x, { out: fusion, kernel: 1 });
  });
  return x;
}

function residual(b: GraphBuilder, x: Value): Value {
  const out = x.shape[1];
  const h = conv(b.scope('convolution1'), relu(b, x), { out, kernel: 3 });
  return add(b, x, conv(b.scope('convolution2'), relu(b, h), { out, kernel: 3 }));
}
