// DoRA: the changed weight keeps its direction and takes a trained length. https://arxiv.org/abs/2402.09353
import type { Floats } from './algebra.ts';

/** What LyCORIS adds to a length, so that none is 0. */
const EPSILON = 2 ** -23;

/** `weight` (base + change) in place: each row, or each column of the input over its kernel, brought to its trained length. */
export function bringToLength(weight: Floats, lengths: Floats, byRow: boolean): void {
  const [, ...inner] = weight.shape;
  const taps = inner.slice(1).reduce((product, side) => product * side, 1);
  const width = (inner[0] ?? 1) * taps;
  const groupOf = (i: number): number => (byRow ? Math.floor(i / width) : Math.floor((i % width) / taps));
  const squares = new Float64Array(lengths.data.length);
  for (let i = 0; i < weight.data.length; i++) squares[groupOf(i)] += weight.data[i] ** 2;
  const factors = Float64Array.from(squares, (square, g) => lengths.data[g] / (Math.sqrt(square) + EPSILON));
  for (let i = 0; i < weight.data.length; i++) weight.data[i] *= factors[groupOf(i)];
}

/**
 * How a `dora_scale` of this shape goes with the weight: [out, 1] is a length for each row (LyCORIS from 3.2 on), [1, in] one
 * for each column of the input (before); undefined: not at all.
 */
export function lengthsOf(weight: readonly number[], lengths: readonly number[]): 'rows' | 'columns' | undefined {
  const count = lengths.reduce((product, side) => product * side, 1);
  if (count === weight[0] && lengths[0] === count) return 'rows';
  return count === weight[1] && lengths[1] === count ? 'columns' : undefined;
}
