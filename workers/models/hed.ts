// ControlNetHED_Apache2: five blocks of plain convolutions (VGG's shape), each with a one-channel view of its own;
// their mean, brought to the picture's size, is the logit of an edge. Names are the checkpoint's.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { conv } from '../onnx/layers.ts';
import { add, cast, relu, scale, sub } from '../onnx/ops.ts';
import { maxPool, resizeLinear } from '../onnx/pooling.ts';

export interface HedConfig {
  /** Channels and number of convolutions of each block. */
  readonly blocks: readonly { readonly channels: number; readonly layers: number }[];
}

/** The published checkpoint's. */
export const HED: HedConfig = {
  blocks: [
    { channels: 64, layers: 2 },
    { channels: 128, layers: 2 },
    { channels: 256, layers: 3 },
    { channels: 512, layers: 3 },
    { channels: 512, layers: 3 },
  ],
};

/**
 * Bytes go in unscaled, so activations reach ten thousands. In fp16 they are carried divided by this, which a network of
 * convolutions and ReLUs does not notice as long as its biases are divided too.
 */
const HALF_DIVISOR = 64;

export interface HedOptions {
  /** Multiples of 16. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/** `image` float32 [1,3,height,width], RGB 0...255, to `logits` float32 [1,1,height,width]. Weights under `hed/`. */
export function buildHed({ blocks }: HedConfig, { height, width, target }: HedOptions): BuiltGraph {
  const root = new GraphBuilder({ name: 'HED', target });
  const b = root.scope('hed/');
  const divisor = target.precision === 'fp16' ? HALF_DIVISOR : 1;
  const image = root.input('image', 'float32', [1, 3, height, width]);
  const centred = sub(b, image, b.weight('norm', [1, 3, 1, 1], { dtype: 'float32' }));
  let x = cast(b, scale(b, centred, 1 / divisor), b.compute);
  const views: Value[] = [];
  blocks.forEach(({ channels, layers }, index) => {
    const block = b.scope(`block${index + 1}`);
    if (index > 0) x = maxPool(block, x);
    for (let layer = 0; layer < layers; layer++) {
      x = relu(block, conv(block.scope(`convs.${layer}`), x, { out: channels, kernel: 3, biasScale: 1 / divisor }));
    }
    const view = conv(block.scope('projection'), x, { out: 1, kernel: 1, biasScale: 1 / divisor });
    views.push(resizeLinear(block, scale(block, cast(block, view, 'float32'), divisor), { height, width }));
  });
  const sum = views.reduce((total, view) => add(b, total, view));
  root.output('logits', scale(b, sum, 1 / blocks.length));
  return root.build();
}
