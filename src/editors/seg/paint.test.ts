import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES, NOTHING, readSegMap } from '../../../workers/preprocess/seg_ofade20k/palette.ts';
import { findClasses, used } from './find.ts';
import { rgbaOf } from './image.ts';
import { blankMap, classAt, copyMap, dab, fillFrom, fillOutline, fillRectangle, type Point } from './paint.ts';

/** A map as text: a letter for each class, a dot for nothing. */
const show = ({ width, height, classes }: ReturnType<typeof blankMap>): string[] =>
  Array.from({ length: height }, (_, y) =>
    [...classes.subarray(y * width, (y + 1) * width)].map((c) => (c === NOTHING ? '.' : String(c))).join(''),
  );

describe('dab', () => {
  it('a brush of 2 px takes the four neighbours, whose middles are 1 away, not the corners at 1.41', () => {
    const map = blankMap(5, 5);
    dab(map, [2.5, 2.5], [2.5, 2.5], 2, 7);
    expect(show(map)).toEqual(['.....', '..7..', '.777.', '..7..', '.....']);
  });

  it('a line of 1 px has no holes', () => {
    const map = blankMap(6, 3);
    dab(map, [0.5, 1.5], [5.5, 1.5], 1, 2);
    expect(show(map)[1]).toBe('222222');
  });

  it('a brush finer than a pixel paints the pixel under it, and outside nothing', () => {
    const map = blankMap(2, 2);
    dab(map, [0.1, 0.1], [0.1, 0.1], 0.1, 3);
    dab(map, [-4, 9], [-4, 9], 2, 3);
    expect(show(map)).toEqual(['3.', '..']);
  });

  it('tells which part has changed', () => {
    const map = blankMap(40, 30);
    const { x, y, width, height } = dab(map, [10, 10], [20, 15], 6, 1);
    const outside = [...map.classes].filter((each, i) => {
      const [px, py] = [i % 40, Math.floor(i / 40)];
      return each === 1 && (px < x || py < y || px >= x + width || py >= y + height);
    });
    expect(outside).toEqual([]);
    expect(map.classes.includes(1)).toBe(true);
  });
});

describe('fillFrom', () => {
  const ring = fillRectangle(fillRectangle(blankMap(6, 5), [1, 1], [4.9, 3.9], 4), [2, 2], [3.9, 2.9], NOTHING);

  it('fills what hangs together and stops at another class', () => {
    expect(show(fillFrom(ring, [2.5, 2.5], 9))).toEqual(['......', '.4444.', '.4994.', '.4444.', '......']);
    expect(show(fillFrom(ring, [0, 0], 9))).toEqual(['999999', '944449', '94..49', '944449', '999999']);
  });

  it('does not slip through corners', () => {
    const map = blankMap(2, 2);
    map.classes.set([1, NOTHING, NOTHING, 1]);
    expect(show(fillFrom(map, [0, 0], 5))).toEqual(['5.', '.1']);
  });

  it('the same class again or a point outside changes nothing', () => {
    expect(fillFrom(ring, [1.5, 1.5], 4)).toBe(ring);
    expect(fillFrom(ring, [-1, 99], 4)).toBe(ring);
  });

  it('fills any map to what a plain walk over neighbours fills', () => {
    const cells = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 48, maxLength: 48 });
    fc.assert(
      fc.property(cells, fc.integer({ min: 0, max: 47 }), (classes, start) => {
        const map = { width: 8, height: 6, classes: Uint8Array.from(classes) };
        const expected = Uint8Array.from(classes);
        const visit = (p: number): void => {
          if (expected[p] !== classes[start]) return;
          expected[p] = 9;
          if (p % 8 > 0) visit(p - 1);
          if (p % 8 < 7) visit(p + 1);
          if (p >= 8) visit(p - 8);
          if (p < 40) visit(p + 8);
        };
        visit(start);
        const filled = fillFrom(map, [(start % 8) + 0.5, Math.floor(start / 8) + 0.5], 9);
        expect([...filled.classes]).toEqual([...expected]);
      }),
    );
  });
});

it('fillOutline fills a triangle by the middles of its pixels', () => {
  const triangle: Point[] = [
    [0, 0],
    [4, 0],
    [0, 4],
  ];
  expect(show(fillOutline(blankMap(5, 4), triangle, 1))).toEqual(['111..', '11...', '1....', '.....']);
});

it('whatever is painted on whatever picture, the colours are of the palette or black', () => {
  const palette = new Set([...CLASSES.map(({ colour }) => colour.join()), '0,0,0']);
  const point = fc.tuple(fc.double({ min: -5, max: 20, noNaN: true }), fc.double({ min: -5, max: 20, noNaN: true }));
  const photo = fc.uint8Array({ minLength: 4 * 12 * 9, maxLength: 4 * 12 * 9 });
  const index = fc.integer({ min: 0, max: 149 });
  fc.assert(
    fc.property(photo, point, point, point, index, (rgba, a, b, c, painted) => {
      let map = copyMap(readSegMap(12, 9, rgba));
      dab(map, a, b, 3, painted);
      map = fillOutline(fillFrom(fillRectangle(map, b, c, NOTHING), c, painted), [a, b, c], painted);
      const out = rgbaOf(map);
      for (let i = 0; i < out.length; i += 4) {
        expect(palette.has([...out.subarray(i, i + 3)].join())).toBe(true);
        expect(out[i + 3]).toBe(255);
      }
    }),
  );
});

it('classAt names the pixel that holds the point; outside is nothing', () => {
  const map = fillRectangle(blankMap(4, 4), [1, 1], [1, 1], 20);
  expect([classAt(map, [1.9, 1.1]), classAt(map, [2, 1]), classAt(map, [-0.1, 1])]).toEqual([20, NOTHING, NOTHING]);
});

describe('findClasses', () => {
  const names = (text: string, recent: readonly number[] = []): string[] =>
    findClasses(text, recent, (name) => (name === 'sky' ? 'Himmel' : name)).map(({ name }) => name);

  it('without words gives all 150, those used lately first', () => {
    expect(names('', [20, 2]).slice(0, 4)).toEqual(['car', 'sky', 'wall', 'building']);
    expect(new Set(names('', [20, 2])).size).toBe(150);
  });

  it.each([
    ['Sky', 'sky'],
    ['himmel', 'sky'],
    ['tv', 'television receiver'],
    ['couch', 'sofa'],
    ['window', 'windowpane'],
    ['table', 'table'],
    ['lamp', 'lamp'],
    [' motorbike ', 'minibike'],
  ])('"%s" finds %s first', (text, name) => {
    expect(names(text)[0]).toBe(name);
  });

  it('nonsense finds nothing', () => {
    expect(names('xyzzy')).toEqual([]);
  });

  it('a class used again moves to the front; eight are kept', () => {
    expect(used([1, 2, 3], 3)).toEqual([3, 1, 2]);
    expect(used([1, 2, 3, 4, 5, 6, 7, 8], 9)).toEqual([9, 1, 2, 3, 4, 5, 6, 7]);
  });
});
