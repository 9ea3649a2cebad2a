// SRVGGNetCompact, Real-ESRGAN's compact network (https://github.com/xinntao/Real-ESRGAN, realesrgan/archs/srvgg_arch.py): plain
// convolutions at the small picture's size, each with a PReLU. Sizes come from the weights' shapes; names are the checkpoint's.
import { AppError } from '../errors.ts';
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { conv } from '../onnx/layers.ts';
import { cast, mul, relu, reshape, scale, sub } from '../onnx/ops.ts';

export interface CompactConfig {
  /** Channels of the picture, in and out: 3, or 4 with alpha. */
  readonly channels: number;
  readonly features: number;
  /** Convolutions between the first and the last. */
  readonly convs: number;
  /** How many times as wide and high the result is. */
  readonly scale: number;
}

/** What a reader of weights tells of its tensors. */
interface Shapes {
  info(key: string): { readonly shape: readonly number[] } | undefined;
}

const LARGEST = { channels: 4, features: 256, convs: 64, scale: 8 } as const;

/** What the tensors say of the network. @throws AppError `bad-model` where they are not this network's */
export function readCompactConfig(weights: Shapes): CompactConfig {
  const shapeOf = (layer: number): readonly number[] => weights.info(`body.${layer}.weight`)?.shape ?? [];
  const [features = 0, channels = 0] = shapeOf(0);
  let last = 0;
  while (shapeOf(last + 2).length === 4 && last < 2 * (LARGEST.convs + 1)) last += 2;
  const side = Math.sqrt((shapeOf(last)[0] ?? 0) / channels);
  const config = { channels, features, convs: last / 2 - 1, scale: side };
  const sensible = (Object.keys(LARGEST) as (keyof CompactConfig)[]).every(
    (key) => Number.isInteger(config[key]) && config[key] >= 1 && config[key] <= LARGEST[key],
  );
  if (sensible) return config;
  throw new AppError('bad-model', 'These weights are no SRVGGNetCompact.', 'Choose an upscaler of that class.');
}

export interface CompactOptions {
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/**
 * `image` float32 [1,channels,height,width] in 0...1 to `details` float32 [1,channels * scale^2,height,width]: what
 * `enlarged` adds to the nearest-neighbour enlargement. Weights under `upscaler/`.
 */
export function buildCompact(config: CompactConfig, { height, width, target }: CompactOptions): BuiltGraph {
  const { channels, features, convs } = config;
  const root = new GraphBuilder({ name: 'upscaler', target });
  const b = root.scope('upscaler/').scope('body');
  let x = cast(b, root.input('image', 'float32', [1, channels, height, width]), b.compute);
  for (let layer = 0; layer <= convs; layer++) {
    x = prelu(b.scope(String(2 * layer + 1)), conv(b.scope(String(2 * layer)), x, { out: features, kernel: 3 }));
  }
  const out = conv(b.scope(String(2 * convs + 2)), x, { out: channels * config.scale ** 2, kernel: 3 });
  root.output('details', cast(root, out, 'float32'));
  return root.build();
}

/** x where it is positive, else a channel's own `weight` times x; of two Relus, which every backend has. */
function prelu(b: GraphBuilder, x: Value): Value {
  const slope = reshape(b, b.weight('weight', [x.shape[1]]), [1, x.shape[1], 1, 1]);
  return sub(b, relu(b, x), mul(b, slope, relu(b, scale(b, x, -1))));
}

/**
 * The network's picture: pixel_shuffle of `details` on top of the enlarged input.
 * @param image planar [channels,height,width], as the graph got it
 * @param details planar [channels * scale^2,height,width]
 * @returns planar [channels,height * scale,width * scale]
 */
export function enlarged(
  { channels, scale: side }: CompactConfig,
  image: Float32Array,
  details: Float32Array,
  { height, width }: { readonly height: number; readonly width: number },
): Float32Array {
  const area = height * width;
  const out = new Float32Array(channels * area * side * side);
  for (let c = 0, to = 0; c < channels; c++) {
    for (let y = 0; y < height * side; y++) {
      const row = Math.floor(y / side) * width;
      for (let x = 0; x < width * side; x++, to++) {
        const at = row + Math.floor(x / side);
        out[to] = image[c * area + at] + details[(c * side * side + (y % side) * side + (x % side)) * area + at];
      }
    }
  }
  return out;
}
