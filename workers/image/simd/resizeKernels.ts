// The inner loops of resizing. Each walks from an address to an `end`, and may read and write up to 16 bytes beyond it.
// Numbers are handled in OpenCV's order and precision, so that results are equal to the bit.
import { before, type Code, define, loadI32, loopWhile, move, plus, type Variable } from './assemble.ts';
import { roundedBytes } from './sumKernels.ts';
import { f32x4, i16, i32x4, load, loadBytes, loadFour, loadSplat, shuffle, store, storeHalf } from './vector.ts';

/** Interleaved RGB advances by three values. */
const PIXEL = 3;

/** A pixel's bytes 0, 3; 1, 4; 2, 5: first and second pixel by channel; then the third and fourth. */
const PAIRS = [0, 3, 1, 4, 2, 5, 0, 0, 6, 9, 7, 10, 8, 11, 6, 6];

/** Four weighted pixels for each output one. Table: offset in the line, two 16-bit weights, two more. Gives 32-bit sums. */
export const cubicRow = define(
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

/** A line of bytes of four rows of sums. */
export const cubicColumn = define(
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
        storeHalf(out.get, roundedBytes(sum(0), sum(16))),
        ...[a, b, c, d].map((row) => move(row, 32)),
        move(out, 8),
      ),
    ];
  },
);

/** Weighted pixels for each output one. Table: offset in the line, how many, their weights. Gives floats. */
export const areaRow = define(
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

/** 32-bit sums += bytes. */
export const addBytes = define(
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
export const boxRow = define(
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
