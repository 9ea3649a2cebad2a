import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPicture, context } from '../../testing/opencvCases.ts';
import type { Rgb } from '../../image/types.ts';
import { run } from './run.ts';

const depth = (image: Rgb, invert = 0) => run(image, { invert }, context) as Rgb;
const greys = (...levels: number[]): Rgb => ({
  width: levels.length,
  height: 1,
  data: Uint8Array.from(levels.flatMap((level) => [level, level, level])),
});

it('spreads 50...100 over 0...255: (60 - 50) / 50 * 255 = 51', () => {
  expect(depth(greys(50, 60, 100))).toEqual(greys(0, 51, 255));
  expect(depth(greys(50, 60, 100), 1)).toEqual(greys(255, 204, 0));
});

it('an even map has no depth', () => {
  expect(depth(greys(9, 9))).toEqual(greys(0, 0));
});

it('done twice is done once, and turning round twice is the map itself', () => {
  fc.assert(
    fc.property(anyPicture, (image) => {
      const once = depth(image);
      expect(depth(once)).toEqual(once);
      if (once.data.some((value) => value > 0)) expect(depth(depth(image, 1), 1)).toEqual(once);
    }),
  );
});
