import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyPicture,
  casesOf,
  context,
  greyChannel,
  mirrored,
  outputOf,
  pictureOf,
  transposed,
} from '../../testing/opencvCases.ts';
import type { Rgb } from '../../image/types.ts';
import { medianAbove, run } from './run.ts';

const lineart = (image: Rgb, sigma: number, threshold: number) => run(image, { sigma, threshold }, context) as Rgb;

it.each(casesOf('lineart'))('is within one level of OpenCV and numpy, and mostly equal: $name', (each) => {
  const map = greyChannel(lineart(pictureOf(each), each['sigma'] as number, each['threshold'] as number));
  const expected = outputOf(each, 'map');
  let [worst, unequal] = [0, 0];
  map.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - expected[i]));
    unequal += value === expected[i] ? 0 : 1;
  });
  expect(map.length).toBe(expected.length);
  expect(worst).toBeLessThanOrEqual(1);
  expect(unequal).toBeLessThanOrEqual(0.015 * map.length + 1);
});

it('finds nothing on a blank page, and turns with the picture', () => {
  const blank = { width: 9, height: 7, data: new Uint8Array(189).fill(250) };
  expect(lineart(blank, 6, 8).data.every((value) => value === 0)).toBe(true);
  fc.assert(
    fc.property(anyPicture, (image) => {
      const map = lineart(image, 6, 8);
      expect(map.data.length).toBe(image.data.length);
      // Columns are blurred before rows: sums may differ in their last bits.
      expect(apart(lineart(mirrored(image), 6, 8), mirrored(map))).toBeLessThanOrEqual(1);
      expect(apart(lineart(transposed(image), 6, 8), transposed(map))).toBeLessThanOrEqual(1);
    }),
  );
});

describe('medianAbove', () => {
  it.each([
    [[9, 1, 30, 8, 20], 8, 20],
    [[9, 12], 8, 10.5],
    [[1, 2], 8, 0],
    [[255, 255], 0, 255],
  ])('of %j above %i is %f', (values, limit, median) => {
    expect(medianAbove(Float32Array.from(values), limit)).toBe(median);
  });
});

function apart(a: Rgb, b: Rgb): number {
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i])), 0);
}
