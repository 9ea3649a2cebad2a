// Inkling's own edge network (python/inkling_train/softedge): down to a sixteenth by convolutions, back up by additions.
// The picture comes and goes folded two by two: four pixels in the channels of one place.
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { conv, upsampleNearest } from '../onnx/layers.ts';
import { add, cast, relu } from '../onnx/ops.ts';
import { ConfigReader } from './configReader.ts';

/** Keys as in config.json. */
export interface EdgeConfig {
  /** Channels of each level. */
  readonly widths: readonly number[];
  /** Residual blocks of each level. */
  readonly blocks: readonly number[];
  /** What is taken from a colour of 0...1, and what the rest is divided by. */
  readonly mean: number;
  readonly spread: number;
}

/** Levels whose sum with the one below goes through a convolution. */
const FUSED = 2;

/** @throws AppError `bad-model` or `unsupported` naming the key */
export function parseEdgeConfig(json: unknown): EdgeConfig {
  const config = new ConfigReader(json, ['InklingEdgeNet']);
  const widths = config.integers('widths', []);
  const blocks = config.layerList('blocks', []);
  if (blocks.length !== widths.length) config.wrong('blocks', `${widths.length} numbers`);
  return { widths, blocks, mean: config.number('mean', 0.5), spread: config.number('spread', 0.25) };
}

export interface EdgeOptions {
  /** Sides of the picture: multiples of 2^levels. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}

/**
 * `image` float32 [1,12,height/2,width/2] (channel c * 4 + 2 * row + column) to `logits` float32 [1,4,height/2,width/2].
 * Weights under `edge/`.
 */
export function buildEdgeNet({ widths, blocks }: EdgeConfig, { height, width, target }: EdgeOptions): BuiltGraph {
  const root = new GraphBuilder({ name: 'edge network', target });
  const b = root.scope('edge/');
  const image = root.input('image', 'float32', [1, 12, height / 2, width / 2]);
  let x = cast(b, image, b.compute);
  for (const index of [0, 1]) x = relu(b, conv(b.scope(`stem.${index}`), x, { out: widths[0], kernel: 3 }));
  const levels: Value[] = [];
  widths.forEach((out, level) => {
    if (level > 0) x = relu(b, conv(b.scope(`down.${level - 1}`), x, { out, kernel: 3, stride: 2 }));
    for (let index = 0; index < blocks[level]; index++) x = residual(b.scope(`body.${level}.${index}`), x);
    levels.push(x);
  });
  for (let level = widths.length - 2; level >= 0; level--) {
    const out = widths[level];
    x = relu(b, add(b, levels[level], upsampleNearest(b, conv(b.scope(`up.${level}`), x, { out, kernel: 1 }))));
    if (level < FUSED) x = relu(b, conv(b.scope(`fuse.${level}`), x, { out, kernel: 3 }));
  }
  root.output('logits', cast(root, conv(b.scope('head'), x, { out: 4, kernel: 3 }), 'float32'));
  return root.build();
}

function residual(b: GraphBuilder, x: Value): Value {
  const out = x.shape[1];
  const inner = relu(b, conv(b.scope('conv1'), x, { out, kernel: 3 }));
  return relu(b, add(b, x, conv(b.scope('conv2'), inner, { out, kernel: 3 })));
}
