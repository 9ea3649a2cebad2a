// Winograd's F(4,3) along the columns of a picture (https://arxiv.org/abs/1509.09308): four rows of a 3x3 convolution's
// output take six products instead of twelve. Along one axis only: the transforms of both axes cost more passes over
// memory than they save at these sizes. Only for float32: the transforms' factors cost fp16 three bits.
import type { GraphBuilder } from './builder.ts';
import type { Value } from './graph.ts';
import { matmul } from './layers.ts';
import { add, concat, reshape, split, transpose } from './ops.ts';

/** The transforms of the input (B) and of the products (A) for the points 0, 1, -1, 2, -2 and infinity. */
const B = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
const A = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
];
const SIXTHS = [0, 1, 2, 3, 4, 5] as const;

/** Above it the transforms no longer stay in the cache. */
const MOST_PIXELS = 32 * 32;

/** Whether a picture [B,C,H,W] has the sides for it. */
export function winogradSuits({ shape: [, , height, width] }: Value): boolean {
  return height % 4 === 0 && height * width <= MOST_PIXELS;
}

/** 3x3 convolution of float32 [B,C,H,W] with padding 1, where it suits; weights `weight` [out,C,3,3] and `bias` [out]. */
export function winogradConv(b: GraphBuilder, x: Value, out: number): Value {
  const [, , height, width] = x.shape;
  return height === 4 && width <= 8 ? oneStrip(b, x, out) : strips(b, x, out);
}

const product = (b: GraphBuilder, left: Value, right: Value, shape: readonly number[]): Value =>
  b.node('MatMul', [left, right], { dtype: left.dtype, shape });

/** Six convolutions along the rows as the groups of one. */
function strips(b: GraphBuilder, x: Value, out: number): Value {
  const [batch, channels, height, width] = x.shape;
  const count = height / 4;
  const spread = Array.from({ length: 6 * count }, (_, i) =>
    Array.from({ length: height }, (_, row) => B[Math.floor(i / count)][row - 4 * (i % count) + 1] ?? 0),
  );
  const columns = product(
    b,
    b.constant(spread.flat(), [6 * count, height]),
    reshape(b, x, [batch * channels, height, width]),
    [batch * channels, 6 * count, width],
  );
  const parts = transpose(b, reshape(b, columns, [batch, channels, 6, count * width]), [0, 2, 1, 3]);
  const weight = b.weight('weight', [out, channels, 3, 3], { kernels: 'winograd' });
  const products = b.node(
    'Conv',
    [reshape(b, parts, [batch, 6 * channels, count, width]), weight],
    { dtype: x.dtype, shape: [batch, 6 * out, count, width] },
    { kernel_shape: { ints: [1, 3] }, pads: { ints: [0, 1, 0, 1] }, group: { int: 6 } },
  );
  const sixths = reshape(b, products, [batch, 6, out * count * width]);
  const rows = product(b, b.constant(A.flat(), [4, 6]), sixths, [batch, 4, out * count * width]);
  const image = transpose(b, reshape(b, rows, [batch, 4, out * count, width]), [0, 2, 1, 3]);
  return add(b, reshape(b, image, [batch, out, height, width]), reshape(b, b.weight('bias', [out]), [out, 1, 1]));
}

/** A picture of four rows: the columns of the whole batch are too few for a convolution's blocks, but fill those of six matrix products. */
function oneStrip(b: GraphBuilder, x: Value, out: number): Value {
  const [batch, channels, height, width] = x.shape;
  const pixels = transpose(b, reshape(b, x, [batch, channels, height * width]), [0, 2, 1]);
  // For each of the six and each column its transform and those of its neighbours, out of the pixels (row, column).
  const spread = SIXTHS.flatMap((i) =>
    places(width, 3).map(([column, tap]) =>
      places(height, width).map(([row, from]) => (from === column + tap - 1 ? B[i][row + 1] : 0)),
    ),
  );
  const columns = product(b, b.constant(spread.flat(), [18 * width, height * width]), pixels, [
    batch,
    18 * width,
    channels,
  ]);
  const sixths = split(b, reshape(b, columns, [batch, 6, width, 3 * channels]), [1, 1, 1, 1, 1, 1], 1);
  // Six products, not one of six matrices: ORT packs a matrix while it loads, but only a single one.
  const products = SIXTHS.map((i) =>
    matmul(b, sixths[i], b.weight('weight', [out, channels, 3, 3], { kernels: `winograd${i}` })),
  );
  const gathered = places(height, width).map(([row, column]) =>
    places(6, width).map(([i, from]) => (from === column ? A[row][i] : 0)),
  );
  const joined = reshape(b, concat(b, products, 1), [batch, 6 * width, out]);
  const summed = product(b, b.constant(gathered.flat(), [height * width, 6 * width]), joined, [
    batch,
    height * width,
    out,
  ]);
  const image = transpose(b, add(b, summed, b.weight('bias', [out])), [0, 2, 1]);
  return reshape(b, image, [batch, out, height, width]);
}

/** All places of a rectangle, row by row. */
function places(height: number, width: number): (readonly [row: number, column: number])[] {
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
}
