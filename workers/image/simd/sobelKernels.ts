// The inner loops of Canny's gradients. Each walks from an address to an `end`, and may read and write up to 16 bytes beyond it.
import { before, type Code, define, loopWhile, move, type Variable } from './assemble.ts';
import { i16, load, loadBytes, select, shuffle, store } from './vector.ts';

/** Interleaved RGB advances by three values. */
const PIXEL = 3;

/** 16-bit numbers: three rows of bytes weighed 1, 2, 1, and the last less the first. */
export const slopes = define(
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
export const strongest = define(
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
