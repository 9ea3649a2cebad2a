import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XY } from './items.ts';
import { through } from './matrix.ts';
import {
  around,
  between,
  cornerAt,
  CORNERS,
  fitted,
  holds,
  pinched,
  type Place,
  shifted,
  snapped,
  stretched,
  turned,
} from './place.ts';

const place: Place = { x: 10, y: 20, width: 200, height: 100, angle: 0 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const places: fc.Arbitrary<Place> = fc.record({
  x: number(-500, 500),
  y: number(-500, 500),
  width: number(20, 900),
  height: number(20, 900),
  angle: number(-180, 180),
});
const expectNear = (a: XY, b: XY): void => {
  expect(a[0]).toBeCloseTo(b[0], 6);
  expect(a[1]).toBeCloseTo(b[1], 6);
};

describe('the place of a picture', () => {
  it('is in the middle of the paper, as large as that holds', () => {
    // 1000 / 400 = 2.5 is too much for 500 / 400 = 1.25.
    expect(fitted({ width: 400, height: 400 }, { width: 1000, height: 500 })).toEqual({
      x: 0,
      y: 0,
      width: 500,
      height: 500,
      angle: 0,
    });
  });

  it('holds what lies in the turned box', () => {
    expect(holds(place, [105, 20])).toBe(true);
    expect(holds(turned(place, 90), [105, 20])).toBe(false); // now 50 wide on either side
    expect(holds(turned(place, 90), [10, 115])).toBe(true);
  });

  it('is brought corner by corner to another place', () => {
    fc.assert(
      fc.property(places, places, (from, to) => {
        const matrix = between(from, to);
        for (const corner of CORNERS) expectNear(through(matrix, cornerAt(from, corner)), cornerAt(to, corner));
      }),
    );
  });

  it('goes with the hand', () => {
    expect(shifted(place, [5, -5])).toEqual({ ...place, x: 15, y: 15 });
  });

  it('keeps the opposite corner and its ratio when a corner is dragged', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(...CORNERS), number(-900, 900), number(-900, 900), (from, corner, x, y) => {
        const to = stretched(from, corner, [x, y], false);
        const opposite = [-corner[0], -corner[1]] as unknown as (typeof CORNERS)[number];
        expectNear(cornerAt(to, opposite), cornerAt(from, opposite));
        expect(to.width / to.height).toBeCloseTo(from.width / from.height, 6);
        expect(Math.min(to.width, to.height)).toBeGreaterThanOrEqual(16 - 1e-9);
      }),
    );
  });

  it('lets each side change by itself when it is free', () => {
    // The bottom right corner lies at 110, 70; the top left one stays at -90, -30.
    expect(stretched(place, [1, 1], [210, 20], true)).toEqual({ x: 60, y: -5, width: 300, height: 50, angle: 0 });
  });

  it('snaps to right angles, and to 15 degrees where that is asked', () => {
    expect(snapped(turned(place, 89)).angle).toBe(90);
    expect(snapped(turned(place, 80)).angle).toBe(80);
    expect(snapped(turned(place, 80), true).angle).toBe(75);
    expect(turned(place, 350).angle).toBe(-10);
  });

  it('goes with two fingers: the point between them stays between them', () => {
    // The fingers are on its two ends; twice as far apart, a quarter turn on, 7 further right.
    const to = pinched(
      place,
      [
        [-90, 20],
        [110, 20],
      ],
      [
        [17, -180],
        [17, 220],
      ],
    );
    expect(to).toEqual({ x: 17, y: 20, width: 400, height: 200, angle: 90 });
  });

  it('is around what is drawn', () => {
    expect(
      around([
        [[0, 0], 2],
        [[10, 4], 1],
      ]),
    ).toEqual({ x: 4.5, y: 1.5, width: 13, height: 7, angle: 0 });
    expect(around([])).toBeNull();
  });
});
