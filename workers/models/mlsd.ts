// M-LSD's large model (MobileV2_MLSD_Large, https://github.com/navervision/mlsd, PyTorch names): a MobileNetV2 up to a
// sixteenth, then up to a half again; where lines have their middle, and how far away their ends are.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { batchNorm, conv, type ConvOptions } from '../onnx/layers.ts';
import { add, cast, clamp, concat, relu, slice } from '../onnx/ops.ts';
import { resizeLinear } from '../onnx/pooling.ts';

export interface MlsdOptions {
  /** Multiples of 16. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/** Expansion, channels, repetitions, stride of the inverted residuals. */
const BACKBONE = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
] as const;
/** The backbone's layers whose outputs are used. */
const USED = [1, 3, 6, 10, 13] as const;
const WIDTH = 64;
const OUTPUTS = 16;
/** The first seven outputs belong to the training, the last four to an auxiliary task. */
const FIRST = 7;
const LAST = 12;

/**
 * `image` float32 [1,4,height,width], red, green, blue and ones, each byte / 127.5 - 1, to `maps` float32
 * [1,5,height/2,width/2]: the logit of a line's middle, dx and dy to its start, dx and dy to its end. Weights under `mlsd/`.
 */
export function buildMlsd({ height, width, target }: MlsdOptions): BuiltGraph {
  const root = new GraphBuilder({ name: 'M-LSD', target });
  const b = root.scope('mlsd/');
  const image = cast(b, root.input('image', 'float32', [1, 4, height, width]), b.compute);
  const [c1, c2, c3, c4, c5] = backbone(b.scope('backbone.features'), image);
  let x = refine(b.scope('block16'), merge(b.scope('block15'), c4, c5));
  x = refine(b.scope('block18'), merge(b.scope('block17'), c3, x));
  x = refine(b.scope('block20'), merge(b.scope('block19'), c2, x));
  x = refine(b.scope('block22'), merge(b.scope('block21'), c1, x));
  const maps = head(b.scope('block23'), x);
  root.output('maps', cast(root, slice(root, maps, FIRST, LAST, 1), 'float32'));
  return root.build();
}

function backbone(b: GraphBuilder, image: Value): Value[] {
  let x = normed(b.scope('0'), image, { out: 32, kernel: 3, stride: 2 });
  const layers = [x];
  for (const [expansion, channels, repetitions, stride] of BACKBONE) {
    for (let i = 0; i < repetitions; i++) {
      x = inverted(b.scope(`${layers.length}.conv`), x, expansion, channels, i === 0 ? stride : 1);
      layers.push(x);
    }
  }
  return USED.map((index) => layers[index]);
}

/** Convolution, norm, ReLU6; halving pads right and bottom only, as TensorFlow does. */
function normed(b: GraphBuilder, x: Value, options: ConvOptions): Value {
  const pads = options.stride === 2 ? ({ pads: [0, 0, 1, 1] } as const) : {};
  const h = conv(b.scope('0'), x, { bias: false, ...pads, ...options });
  return clamp(b, batchNorm(b.scope('1'), h), 0, 6);
}

function inverted(b: GraphBuilder, x: Value, expansion: number, out: number, stride: number): Value {
  const hidden = x.shape[1] * expansion;
  let [h, index] = [x, 0];
  if (expansion !== 1) h = normed(b.scope(String(index++)), h, { out: hidden, kernel: 1 });
  h = normed(b.scope(String(index++)), h, { out: hidden, kernel: 3, stride, groups: hidden });
  h = conv(b.scope(String(index++)), h, { out, kernel: 1, bias: false });
  h = batchNorm(b.scope(String(index)), h);
  return stride === 1 && x.shape[1] === out ? add(b, x, h) : h;
}

/** Block A: the finer map beside the coarser one, which is brought to its size. */
function merge(b: GraphBuilder, fine: Value, coarse: Value): Value {
  const [, , height, width] = fine.shape;
  const below = resizeLinear(b, activated(b.scope('conv1'), coarse, { out: WIDTH, kernel: 1 }), {
    height,
    width,
    alignCorners: true,
  });
  return concat(b, [activated(b.scope('conv2'), fine, { out: WIDTH, kernel: 1 }), below], 1);
}

/** Block B. */
function refine(b: GraphBuilder, x: Value): Value {
  const h = add(b, activated(b.scope('conv1'), x, { out: x.shape[1], kernel: 3 }), x);
  return activated(b.scope('conv2'), h, { out: WIDTH, kernel: 3 });
}

/** Block C. */
function head(b: GraphBuilder, x: Value): Value {
  let h = activated(b.scope('conv1'), x, { out: WIDTH, kernel: 3, dilation: 5 });
  h = activated(b.scope('conv2'), h, { out: WIDTH, kernel: 3 });
  return conv(b.scope('conv3'), h, { out: OUTPUTS, kernel: 1 });
}

/** A Sequential of convolution, norm, ReLU. */
function activated(b: GraphBuilder, x: Value, options: ConvOptions): Value {
  return relu(b, batchNorm(b.scope('1'), conv(b.scope('0'), x, options)));
}
