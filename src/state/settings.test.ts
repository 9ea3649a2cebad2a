import { expect, it } from 'vitest';
import { EMBEDDED } from '../machine/embedded.ts';
import { fittedSide, MAX_SIDE, sizeLike } from './settings.ts';

it('brings a side to the model’s steps, within what can be made', () => {
  expect([1, 11, 12, 400, 403, 404, 5000, -8].map((side) => fittedSide(side, 8))).toEqual([
    8,
    8,
    16,
    400,
    400,
    408,
    MAX_SIDE,
    8,
  ]);
  expect(fittedSide(5000, 96)).toBe(2016);
});

it('makes a size of a photo’s shape and the model’s area', () => {
  const pack = { defaults: { ...EMBEDDED.defaults, width: 512, height: 512 }, sizeMultiple: 8 };
  expect(sizeLike({ width: 4000, height: 3000 }, pack)).toEqual({ width: 592, height: 440 });
  expect(sizeLike({ width: 100, height: 100 }, pack)).toEqual({ width: 512, height: 512 });
  expect(sizeLike({ width: 10_000, height: 1 }, pack)).toEqual({ width: MAX_SIDE, height: 8 });
});
