// diffusers' Downsample2D and Upsample2D in the form with a convolution.
import type { GraphBuilder } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { conv, doubledConv, upsampleNearest } from '../../onnx/layers.ts';

/** Halves the sides. Padding 0 means one row and column at the bottom right only, as in the autoencoder. */
export function downsample(b: GraphBuilder, x: Value, padding: number): Value {
  const pads = [padding, padding, 1, 1] as const;
  return conv(b.scope('conv'), x, { out: x.shape[1], kernel: 3, stride: 2, pads });
}

/** Doubles the sides, or brings them to exactly `size`. */
export function upsample(b: GraphBuilder, x: Value, size?: readonly [number, number]): Value {
  const out = x.shape[1];
  if (!size) return doubledConv(b.scope('conv'), x, { out });
  return conv(b.scope('conv'), upsampleNearest(b, x, size), { out, kernel: 3 });
}
