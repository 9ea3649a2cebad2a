import { expect, it } from 'vitest';
import { placeOf, thumbSize } from './fitted.ts';

const wide = { width: 400, height: 100 };
const square = { width: 100, height: 100 };

it('a thumb has the shape of the picture', () => {
  expect(thumbSize(768, 512)).toEqual({ width: 160, height: 107 });
  expect(thumbSize(8, 2048)).toEqual({ width: 1, height: 160 });
});

it('stretches, covers, or fits in whole', () => {
  expect(placeOf(wide, square, 'just')).toEqual([0, 0, 100, 100]);
  expect(placeOf(wide, square, 'crop')).toEqual([-150, 0, 400, 100]);
  expect(placeOf(wide, square, 'fill')).toEqual([0, 37.5, 100, 25]);
});
