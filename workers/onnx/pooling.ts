// Operators that change a picture's sides without weights: pooling and bilinear resizing. Knows no model.
import { type GraphBuilder, describe } from './builder.ts';
import type { Node, Value } from './graph.ts';
import { concat, slice } from './ops.ts';

/** The largest of each 2x2 block of [B,C,H,W]; an odd last row or column is dropped, as in PyTorch's max_pool2d(x, 2). */
export function maxPool(b: GraphBuilder, x: Value): Value {
  const [batch, channels, height, width] = imageShape(b, x);
  return b.node(
    'MaxPool',
    [x],
    { dtype: x.dtype, shape: [batch, channels, height >> 1, width >> 1] },
    { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } },
  );
}

/**
 * The mean of each 2x2 block of [B,C,H,W]; of an odd last row or column the mean of what is there, as in PyTorch's
 * avg_pool2d(x, 2, ceil_mode=True).
 */
export function averagePool(b: GraphBuilder, x: Value): Value {
  const even = evened(b, evened(b, x, 2), 3);
  const [batch, channels, height, width] = imageShape(b, even);
  return b.node(
    'AveragePool',
    [even],
    { dtype: x.dtype, shape: [batch, channels, height / 2, width / 2] },
    { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } },
  );
}

/** An odd side's last row is doubled, so that its mean is its own. */
function evened(b: GraphBuilder, x: Value, axis: number): Value {
  const side = x.shape[axis];
  return side % 2 === 0 ? x : concat(b, [x, slice(b, x, side - 1, side, axis)], axis);
}

export interface ResizeOptions {
  readonly height: number;
  readonly width: number;
  /** Corners stay corners (PyTorch's align_corners=True); default false: pixels are areas, as in OpenCV. */
  readonly alignCorners?: boolean;
}

/** [B,C,H,W] brought to these sides by bilinear interpolation; nothing outside the border is read. */
export function resizeLinear(b: GraphBuilder, x: Value, options: ResizeOptions): Value {
  return resize(b, x, options, { mode: { string: 'linear' } });
}

/** The same by PyTorch's bicubic interpolation. */
export function resizeCubic(b: GraphBuilder, x: Value, options: ResizeOptions): Value {
  return resize(b, x, options, { mode: { string: 'cubic' }, cubic_coeff_a: { float: -0.75 } });
}

function resize(
  b: GraphBuilder,
  x: Value,
  { height, width, alignCorners = false }: ResizeOptions,
  attributes: Node['attributes'],
): Value {
  const [batch, channels, ...sides] = imageShape(b, x);
  if (sides[0] === height && sides[1] === width) return x;
  const shape = [batch, channels, height, width];
  const coordinates = { string: alignCorners ? 'align_corners' : 'half_pixel' };
  return b.node(
    'Resize',
    [x, null, null, b.indices(shape)],
    { dtype: x.dtype, shape },
    { ...attributes, coordinate_transformation_mode: coordinates },
  );
}

function imageShape(b: GraphBuilder, x: Value): readonly number[] {
  if (x.shape.length !== 4) b.fail(`wants a tensor of rank 4, got ${describe(x)}`);
  return x.shape;
}
