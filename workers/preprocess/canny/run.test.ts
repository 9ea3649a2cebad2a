import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPicture, casesOf, context, greyChannel, pictureOf, sha256 } from '../../testing/opencvCases.ts';
import { run } from './run.ts';
import type { Rgb } from '../../image/types.ts';

const edges = (image: Rgb, low: number, high: number) => greyChannel(run(image, { low, high }, context) as Rgb);

it.each(casesOf('canny'))("equals cv2.Canny's bytes: $name", (each) => {
  const map = edges(pictureOf(each), each['low'] as number, each['high'] as number);
  expect(map.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0)).toBe(each.outputs['edges']);
  expect(sha256(map)).toBe(each.outputs['sha256']);
});

const level = fc.integer({ min: 1, max: 255 });

it('is black or white, of the same size, and thresholds may come in either order', () => {
  fc.assert(
    fc.property(anyPicture, level, level, (image, low, high) => {
      const map = edges(image, low, high);
      expect(map.length).toBe(image.width * image.height);
      expect(map.every((value) => value === 0 || value === 255)).toBe(true);
      expect(edges(image, high, low)).toEqual(map);
    }),
  );
});

it('gives no edge that a lower threshold would not', () => {
  fc.assert(
    fc.property(anyPicture, level, level, (image, low, high) => {
      const [less, more] = [edges(image, 1, Math.max(low, high)), edges(image, 1, Math.min(low, high))];
      expect(less.every((value, i) => value <= more[i])).toBe(true);
    }),
  );
});

it('sees the same edges in the negative', () => {
  fc.assert(
    fc.property(anyPicture, level, level, (image, low, high) => {
      const negative = { ...image, data: image.data.map((value) => 255 - value) };
      expect(edges(negative, low, high)).toEqual(edges(image, low, high));
    }),
  );
});
