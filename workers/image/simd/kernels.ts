// The inner loops of resizing, blurring and of Canny's gradients. Each walks from an address to an `end`, and may read and write up
// to 16 bytes beyond it. Numbers are handled in OpenCV's order and precision, so that results are equal to the bit.
import { before, type Code, define, loadI32, loopWhile, move, plus, type Variable } from './assemble.ts';
import { f32x4, i16, i32x4, load, loadBytes, loadFour, loadSplat, narrowBytes, select, shuffle, store, storeHalf } from './vector.ts'; // prettier-ignore

/** Interleaved RGB advances by three values. */
const PIXEL = 3;

/** A pixel's bytes 0, 3; 1, 4; 2, 5: first and second pixel by channel; then the third and fourth. */
const PAIRS = [0, 3, 1, 4, 2, 5, 0, 0, 6, 9, 7, 10, 8, 11, 6, 6];

/** Four weighted pixels for each output one. Table: offset in the line, two 16-bit weights, two more. Gives 32-bit sums. */
const cubicRow = define(
  'cubicRow',
  { line: 'i32', table: 'i32', out: 'i32', end: 'i32' },
  { pixels: 'v128' },
  ({ line, table, out, end, pixels }) => [
    loopWhile(
      before(out.get, end.get),
      pixels.set(load(plus(line.get, loadI32(table.get)))),
      pixels.set(shuffle(pixels.get, pixels.get, PAIRS)),
      store(
        out.get,
        i32x4.add(
          i32x4.dot(i16.lowBytes(pixels.get), loadSplat(table.get, 4)),
          i32x4.dot(i16.highBytes(pixels.get), loadSplat(table.get, 8)),
        ),
      ),
      move(table, 12),
      move(out, 4 * PIXEL),
    ),
  ],
);

/** Floats rounded to bytes, eight at a time. */
const bytesOf = (low: Code, high: Code): Code => {
  const ints = (floats: Code): Code => i32x4.fromFloats(f32x4.nearest(floats));
  const shorts = i16.narrow(ints(low), ints(high));
  return narrowBytes(shorts, shorts);
};

/** A line of bytes of four rows of sums. */
const cubicColumn = define(
  'cubicColumn',
  { a: 'i32', b: 'i32', c: 'i32', d: 'i32', wa: 'f32', wb: 'f32', wc: 'f32', wd: 'f32', out: 'i32', end: 'i32' },
  {},
  ({ a, b, c, d, wa, wb, wc, wd, out, end }) => {
    const term = (row: Variable, weight: Variable, offset: number): Code =>
      f32x4.multiply(f32x4.fromInts(load(row.get, offset)), f32x4.splat(weight.get));
    const sum = (offset: number): Code =>
      f32x4.add(
        term(a, wa, offset),
        f32x4.add(term(b, wb, offset), f32x4.add(term(c, wc, offset), term(d, wd, offset))),
      );
    return [
      loopWhile(
        before(out.get, end.get),
        storeHalf(out.get, bytesOf(sum(0), sum(16))),
        ...[a, b, c, d].map((row) => move(row, 32)),
        move(out, 8),
      ),
    ];
  },
);

/** Weighted pixels for each output one. Table: offset in the line, how many, their weights. Gives floats. */
const areaRow = define(
  'areaRow',
  { line: 'i32', table: 'i32', out: 'i32', end: 'i32' },
  { at: 'i32', last: 'i32', sum: 'v128' },
  ({ line, table, out, end, at, last, sum }) => [
    loopWhile(
      before(out.get, end.get),
      at.set(plus(line.get, loadI32(table.get))),
      last.set(plus(table.get, loadI32(table.get, 4))),
      sum.set(i32x4.zero),
      loopWhile(
        before(table.get, last.get),
        sum.set(
          f32x4.add(
            sum.get,
            f32x4.multiply(
              f32x4.fromInts(i32x4.low(i16.lowBytes(loadFour(at.get)))),
              loadSplat(table.get, 8),
            ),
          ),
        ),
        move(at, PIXEL),
        move(table, 4),
      ),
      store(out.get, sum.get),
      move(table, 8),
      move(out, 4 * PIXEL),
    ),
  ],
); // prettier-ignore

/** sum = row * weight. */
const weighRow = define(
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
const addWeighed = define(
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
const addFour = define(
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
const addPair = define(
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
const addBytePairs = define(
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
const roundRow = define('roundRow', { sum: 'i32', out: 'i32', end: 'i32' }, {}, ({ sum, out, end }) => [
  loopWhile(
    before(out.get, end.get),
    storeHalf(out.get, bytesOf(load(sum.get), load(sum.get, 16))),
    move(sum, 32),
    move(out, 8),
  ),
]);

/** 32-bit sums += bytes. */
const addBytes = define(
  'addBytes',
  { line: 'i32', sum: 'i32', end: 'i32' },
  { eight: 'v128' },
  ({ line, sum, end, eight }) => [
    loopWhile(
      before(sum.get, end.get),
      eight.set(loadBytes(line.get)),
      store(sum.get, i32x4.add(load(sum.get), i32x4.low(eight.get))),
      store(sum.get, i32x4.add(load(sum.get, 16), i32x4.high(eight.get)), 16),
      move(line, 8),
      move(sum, 32),
    ),
  ],
);

/** Floats: so many pixels of 32-bit sums added, times a factor. */
const boxRow = define(
  'boxRow',
  { sums: 'i32', out: 'i32', end: 'i32', bytes: 'i32', factor: 'f32' },
  { last: 'i32', sum: 'v128' },
  ({ sums, out, end, bytes, factor, last, sum }) => [
    loopWhile(
      before(out.get, end.get),
      last.set(plus(sums.get, bytes.get)),
      sum.set(i32x4.zero),
      loopWhile(
        before(sums.get, last.get),
        sum.set(i32x4.add(sum.get, load(sums.get))),
        move(sums, 4 * PIXEL),
      ),
      store(out.get, f32x4.multiply(f32x4.fromInts(sum.get), f32x4.splat(factor.get))),
      move(out, 4 * PIXEL),
    ),
  ],
); // prettier-ignore

/** 16-bit numbers: three rows of bytes weighed 1, 2, 1, and the last less the first. */
const slopes = define(
  'slopes',
  { a: 'i32', b: 'i32', c: 'i32', smooth: 'i32', slope: 'i32', end: 'i32' },
  { above: 'v128', here: 'v128', below: 'v128' },
  ({ a, b, c, smooth, slope, end, above, here, below }) => [
    loopWhile(
      before(smooth.get, end.get),
      above.set(loadBytes(a.get)),
      here.set(loadBytes(b.get)),
      below.set(loadBytes(c.get)),
      store(smooth.get, i16.add(i16.add(above.get, below.get), i16.add(here.get, here.get))),
      store(slope.get, i16.subtract(below.get, above.get)),
      ...[a, b, c].map((row) => move(row, 8)),
      ...[smooth, slope].map((row) => move(row, 16)),
    ),
  ],
);

/** Of eight RGB pixels in three vectors of 16-bit numbers: where each channel's are, in the first two and with the third. */
const CHANNELS = [
  [[0, 3, 6, 9, 12, 15, 0, 0], [0, 1, 2, 3, 4, 5, 10, 13]],
  [[1, 4, 7, 10, 13, 0, 0, 0], [0, 1, 2, 3, 4, 8, 11, 14]],
  [[2, 5, 8, 11, 14, 0, 0, 0], [0, 1, 2, 3, 4, 9, 12, 15]],
] as const; // prettier-ignore

const shuffleShorts = (a: Code, b: Code, lanes: readonly number[]): Code =>
  shuffle(a, b, lanes.flatMap((lane) => [2 * lane, 2 * lane + 1])); // prettier-ignore

/** Sobel's slopes of the channel that changes most, the first of equal ones, and |dx| + |dy|. */
const strongest = define(
  'strongest',
  { smooth: 'i32', slope: 'i32', dx: 'i32', dy: 'i32', size: 'i32', end: 'i32' },
  // prettier-ignore
  { x0: 'v128', x1: 'v128', x2: 'v128', y0: 'v128', y1: 'v128', y2: 'v128', m0: 'v128', m1: 'v128', m2: 'v128',
    best: 'v128', other: 'v128', bestX: 'v128', bestY: 'v128', wins: 'v128' },
  ({ smooth, slope, dx, dy, size, end, x0, x1, x2, y0, y1, y2, m0, m1, m2, best, other, bestX, bestY, wins }) => {
    const [xs, ys, ms] = [[x0, x1, x2], [y0, y1, y2], [m0, m1, m2]] as const; // prettier-ignore
    /** Bytes from a pixel's value to the next one's. */
    const step = 2 * PIXEL;
    const measure = xs.flatMap((x, i) => [
      x.set(i16.subtract(load(smooth.get, 16 * i + 2 * step), load(smooth.get, 16 * i))),
      ys[i].set(load(slope.get, 16 * i + step)),
      ys[i].set(i16.add(i16.add(ys[i].get, ys[i].get), i16.add(load(slope.get, 16 * i), load(slope.get, 16 * i + 2 * step)))),
      ms[i].set(i16.add(i16.abs(x.get), i16.abs(ys[i].get))),
    ]); // prettier-ignore
    const channel = ([first, second, third]: readonly [Variable, Variable, Variable], index: number): Code =>
      shuffleShorts(shuffleShorts(first.get, second.get, CHANNELS[index][0]), third.get, CHANNELS[index][1]);
    const challenge = [1, 2].flatMap((index) => [
      other.set(channel(ms, index)),
      wins.set(i16.less(best.get, other.get)),
      best.set(select(other.get, best.get, wins.get)),
      bestX.set(select(channel(xs, index), bestX.get, wins.get)),
      bestY.set(select(channel(ys, index), bestY.get, wins.get)),
    ]);
    return [
      loopWhile(
        before(dx.get, end.get),
        ...measure,
        best.set(channel(ms, 0)),
        bestX.set(channel(xs, 0)),
        bestY.set(channel(ys, 0)),
        ...challenge,
        store(dx.get, bestX.get),
        store(dy.get, bestY.get),
        store(size.get, best.get),
        ...[smooth, slope].map((row) => move(row, 16 * PIXEL)),
        ...[dx, dy, size].map((row) => move(row, 16)),
      ),
    ];
  },
);

export const KERNELS = [
  cubicRow,
  cubicColumn,
  areaRow,
  weighRow,
  addWeighed,
  addFour,
  addPair,
  addBytePairs,
  roundRow,
  addBytes,
  boxRow,
  slopes,
  strongest,
] as const;
