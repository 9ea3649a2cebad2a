import { expect, it } from 'vitest';
import { networkSides, stretched } from './run.ts';

it.each([
  [512, 512, 518, 518],
  [640, 512, 644, 518], // 640 * 518 / 512 = 647.5, and 46 patches of 14 are 644
  [512, 768, 518, 784], // 777 is 55.5 patches
  [64, 2048, 518, 16576],
])('%i x %i is looked at as %i x %i', (width, height, wide, high) => {
  expect(networkSides({ width, height })).toEqual({ width: wide, height: high });
});

it('near is white: from 2...6, 3 is a quarter of the way, 63.75 cut to 63', () => {
  expect([...stretched(Float32Array.of(2, 3, 6))]).toEqual([0, 63, 255]);
});

it('a flat wall is black, not NaN', () => {
  expect([...stretched(Float32Array.of(5, 5))]).toEqual([0, 0]);
});
