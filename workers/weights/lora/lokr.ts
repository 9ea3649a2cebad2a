// LoKr: Kronecker's product of two matrices, either of them in full or of low rank. As in LyCORIS, https://arxiv.org/abs/2309.14859
import { type Floats, kronecker, matrixProduct, size, transpose, tucker } from './algebra.ts';
import type { LoraKind, ReadPart, ShapeOf } from './kind.ts';
import type { Parts } from './parts.ts';

export const LOKR: LoraKind = {
  has: (parts) => Object.keys(parts).some((part) => part.startsWith('lokr_')),
  needs: ({ lokr_w1, lokr_w2 }) => [
    ...(lokr_w1 === undefined ? (['lokr_w1_a', 'lokr_w1_b'] as const) : []),
    ...(lokr_w2 === undefined ? (['lokr_w2_a', 'lokr_w2_b'] as const) : []),
  ],
  matrix(shapeOf, parts) {
    const [rows1, columns1] = firstShape(shapeOf, parts);
    const [rows2, columns2] = secondShape(shapeOf, parts);
    return [rows1 * rows2, columns1 * columns2];
  },
  // Both in full: nothing has a rank, and LyCORIS lets alpha say nothing.
  rank(shapeOf, { lokr_w1, lokr_w2 }) {
    if (lokr_w2 === undefined) return shapeOf('lokr_w2_b')[0] ?? 0;
    return lokr_w1 === undefined ? (shapeOf('lokr_w1_b')[0] ?? 0) : 0;
  },
  change: (read, parts) => kronecker(first(read, parts), second(read, parts)),
};

function firstShape(shapeOf: ShapeOf, { lokr_w1 }: Parts): readonly [number, number] {
  const [rows = NaN, ...rest] = shapeOf(lokr_w1 === undefined ? 'lokr_w1_a' : 'lokr_w1');
  if (lokr_w1 !== undefined) return [rows, size(rest)];
  const [rank, ...inner] = shapeOf('lokr_w1_b');
  return [size(rest) === rank ? rows : NaN, size(inner)];
}

function secondShape(shapeOf: ShapeOf, { lokr_w2, lokr_t2 }: Parts): readonly [number, number] {
  if (lokr_w2 !== undefined) {
    const [rows = NaN, ...rest] = shapeOf('lokr_w2');
    return [rows, size(rest)];
  }
  const [a, b] = [shapeOf('lokr_w2_a'), shapeOf('lokr_w2_b')];
  if (lokr_t2 === undefined) return [size(a.slice(1)) === b[0] ? (a[0] ?? NaN) : NaN, size(b.slice(1))];
  const [p, q, ...kernel] = shapeOf('lokr_t2');
  return [p === a[0] && q === b[0] ? (a[1] ?? NaN) : NaN, (b[1] ?? NaN) * size(kernel)];
}

const first = (read: ReadPart, { lokr_w1 }: Parts): Floats =>
  lokr_w1 === undefined ? matrixProduct(read('lokr_w1_a'), read('lokr_w1_b')) : read('lokr_w1');

function second(read: ReadPart, { lokr_w2, lokr_t2 }: Parts): Floats {
  if (lokr_w2 !== undefined) return read('lokr_w2');
  const [a, b] = [read('lokr_w2_a'), read('lokr_w2_b')];
  return lokr_t2 === undefined ? matrixProduct(a, b) : tucker(read('lokr_t2'), transpose(a), b);
}
