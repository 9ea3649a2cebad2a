import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPicture, casesOf, context, greyChannel, outputOf, pictureOf } from '../../testing/opencvCases.ts';
import type { Rgb } from '../../image/types.ts';
import { run } from './run.ts';

const xdog = (image: Rgb, threshold: number) => greyChannel(run(image, { threshold }, context) as Rgb);

it.each(casesOf('xdog'))('is what OpenCV and numpy give, but for one pixel in 5000: $name', (each) => {
  const map = xdog(pictureOf(each), each['threshold'] as number);
  const bits = outputOf(each, 'bits');
  const unequal = map.filter((value, i) => value > 0 !== ((bits[i >> 3] >> (7 - (i & 7))) & 1) > 0);
  expect(bits.length).toBe(Math.ceil(map.length / 8));
  expect(unequal.length).toBeLessThanOrEqual(Math.floor(map.length / 5000));
});

it('is black or white, black where nothing changes, and whiter at a lower threshold', () => {
  const even = { width: 5, height: 4, data: new Uint8Array(60).fill(77) };
  expect(xdog(even, 1).every((value) => value === 0)).toBe(true);
  fc.assert(
    fc.property(anyPicture, fc.integer({ min: 2, max: 64 }), (image, threshold) => {
      const map = xdog(image, threshold);
      const more = xdog(image, threshold - 1);
      expect(map.length).toBe(image.width * image.height);
      expect(map.every((value, i) => (value === 0 || value === 255) && value <= more[i])).toBe(true);
    }),
  );
});
