// Loops over rows that are weighed and summed. Each walks from an address to an `end`, and may read and write up to 28 bytes
// beyond it.
import { before, type Code, define, loopWhile, move, type Variable } from './assemble.ts';
import { f32x4, i16, i32x4, load, loadBytes, narrowBytes, store, storeHalf } from './vector.ts';

/** Floats rounded to bytes, eight at a time. */
export const roundedBytes = (low: Code, high: Code): Code => {
  const ints = (floats: Code): Code => i32x4.fromFloats(f32x4.nearest(floats));
  const shorts = i16.narrow(ints(low), ints(high));
  return narrowBytes(shorts, shorts);
};

/** sum = row * weight. */
export const weighRow = define(
  'weighRow',
  { row: 'i32', sum: 'i32', end: 'i32', weight: 'f32' },
  {},
  ({ row, sum, end, weight }) => [
    loopWhile(
      before(sum.get, end.get),
      store(sum.get, f32x4.multiply(load(row.get), f32x4.splat(weight.get))),
      move(row, 16),
      move(sum, 16),
    ),
  ],
);

/** sum += row * weight. */
export const addWeighed = define(
  'addWeighed',
  { row: 'i32', sum: 'i32', end: 'i32', weight: 'f32' },
  {},
  ({ row, sum, end, weight }) => [
    loopWhile(
      before(sum.get, end.get),
      store(sum.get, f32x4.add(load(sum.get), f32x4.multiply(load(row.get), f32x4.splat(weight.get)))),
      move(row, 16),
      move(sum, 16),
    ),
  ],
);

/** sum += weighed rows, four of them. */
export const addFour = define(
  'addFour',
  { a: 'i32', b: 'i32', c: 'i32', d: 'i32', wa: 'f32', wb: 'f32', wc: 'f32', wd: 'f32', sum: 'i32', end: 'i32' },
  {},
  ({ a, b, c, d, wa, wb, wc, wd, sum, end }) => {
    const term = (row: Variable, weight: Variable): Code => f32x4.multiply(load(row.get), f32x4.splat(weight.get));
    const both = (x: Code, y: Code): Code => f32x4.add(x, y);
    return [
      loopWhile(
        before(sum.get, end.get),
        store(sum.get, both(load(sum.get), both(both(term(a, wa), term(b, wb)), both(term(c, wc), term(d, wd))))),
        ...[a, b, c, d, sum].map((row) => move(row, 16)),
      ),
    ];
  },
);

/** sum += (left + right) * weight. */
export const addPair = define(
  'addPair',
  { left: 'i32', right: 'i32', sum: 'i32', end: 'i32', weight: 'f32' },
  {},
  ({ left, right, sum, end, weight }) => [
    loopWhile(
      before(sum.get, end.get),
      store(
        sum.get,
        f32x4.add(load(sum.get), f32x4.multiply(f32x4.add(load(left.get), load(right.get)), f32x4.splat(weight.get))),
      ),
      ...[left, right, sum].map((row) => move(row, 16)),
    ),
  ],
);

/** sum += (a + b) * near + (c + d) * far, of bytes. */
export const addBytePairs = define(
  'addBytePairs',
  { a: 'i32', b: 'i32', c: 'i32', d: 'i32', near: 'f32', far: 'f32', sum: 'i32', end: 'i32' },
  { inner: 'v128', outer: 'v128' },
  ({ a, b, c, d, near, far, sum, end, inner, outer }) => {
    const half = (part: (value: Code) => Code, offset: number): Code => {
      const term = (pair: Variable, weight: Variable): Code =>
        f32x4.multiply(f32x4.fromInts(part(pair.get)), f32x4.splat(weight.get));
      return store(sum.get, f32x4.add(load(sum.get, offset), f32x4.add(term(inner, near), term(outer, far))), offset);
    };
    return [
      loopWhile(
        before(sum.get, end.get),
        inner.set(i16.add(loadBytes(a.get), loadBytes(b.get))),
        outer.set(i16.add(loadBytes(c.get), loadBytes(d.get))),
        half(i32x4.low, 0),
        half(i32x4.high, 16),
        ...[a, b, c, d].map((row) => move(row, 8)),
        move(sum, 32),
      ),
    ];
  },
);

/** Floats to bytes. */
export const roundRow = define('roundRow', { sum: 'i32', out: 'i32', end: 'i32' }, {}, ({ sum, out, end }) => [
  loopWhile(
    before(out.get, end.get),
    storeHalf(out.get, roundedBytes(load(sum.get), load(sum.get, 16))),
    move(sum, 32),
    move(out, 8),
  ),
]);
