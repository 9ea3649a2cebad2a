import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fit } from '../image/fit.ts';
import { pixelPerfectResolution } from './pixelPerfect.ts';

it.each([
  // k0 = 512 / 600, k1 = 768 / 800: crop 0.96 * 600 = 576, fill 0.8533 * 600 = 512.
  [800, 600, 768, 512, 'crop', 576],
  [800, 600, 768, 512, 'just', 576],
  [800, 600, 768, 512, 'fill', 512],
  [512, 512, 512, 512, 'fill', 512],
  // 0.5 * 1025 = 512.5 and 0.5 * 1027 = 513.5: to even.
  [2050, 1025, 1025, 10, 'crop', 512],
  [2054, 1027, 1027, 10, 'crop', 514],
] as const)('%i x %i to %i x %i by %s is seen at %i', (width, height, toWidth, toHeight, mode, resolution) => {
  expect(pixelPerfectResolution({ width, height }, { width: toWidth, height: toHeight }, mode)).toBe(resolution);
});

it('is never finer for fill than for crop', () => {
  const side = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(side, side, side, side, (width, height, toWidth, toHeight) => {
      const of = (mode: 'crop' | 'fill') =>
        pixelPerfectResolution({ width, height }, { width: toWidth, height: toHeight }, mode);
      expect(of('fill')).toBeLessThanOrEqual(of('crop'));
    }),
  );
});

it('fit: crop covers and cuts the middle, fill stands in the middle of the median border colour', () => {
  // Columns 0 40 80 ... 280; twice as wide as high.
  const data = Uint8Array.from({ length: 8 * 4 * 3 }, (_, i) => 30 * (Math.floor(i / 3) % 8));
  const image = { width: 8, height: 4, data };
  const cut = fit(image, 4, 4, 'crop');
  expect([0, 1, 2, 3].map((x) => cut.data[3 * x])).toEqual([60, 90, 120, 150]);
  const filled = fit(image, 8, 8, 'fill');
  expect([...filled.data.subarray(0, 3)]).toEqual([105, 105, 105]); // the median of 0, 30 ... 210
  expect([0, 7].map((x) => filled.data[3 * (2 * 8 + x)])).toEqual([0, 210]);
  expect(filled.data[3 * 6 * 8]).toBe(105);
  // 8 x 4 to 5 x 4 by crop leaves 3 columns over: 1 is cut at the left.
  expect(fit(image, 5, 4, 'crop').data[0]).toBe(30);
});
