// The feather of a repainted part against OpenCV and Pillow: python/golden/mask_blur.py.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keptOutside, withBlurredMask } from './maskBlur.ts';

type Case = Readonly<Record<'width' | 'height' | 'sigma', number>> &
  Readonly<Record<'original' | 'painted' | 'mask' | 'blurred' | 'out', string>>;
const { cases } = JSON.parse(readFileSync('python/golden/fixtures/mask_blur.json', 'utf8')) as { cases: Case[] };

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

/** Planes of 1 or 3 channels as opaque pixels. */
function pixels(hex: string, width: number, height: number): ImageData {
  const bytes = bytesOf(hex);
  const channels = bytes.length / (width * height);
  const at = (i: number): number => (i % 4 === 3 ? 255 : bytes[Math.floor(i / 4) * channels + ((i % 4) % channels)]);
  return {
    width,
    height,
    colorSpace: 'srgb',
    data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => at(i)),
  };
}

it.each(cases)('$sigma px: mask and picture equal theirs, and far from the mask nothing changes', (each) => {
  const { width, height, sigma } = each;
  const of = (hex: string): ImageData => pixels(hex, width, height);
  const job = { width, maskBlur: sigma, mask: of(each.mask), init: { image: of(each.original), strength: 1 } };
  const soft = withBlurredMask(job);
  expect(soft.mask).toEqual(expect.objectContaining({ data: of(each.blurred).data }));
  const made = keptOutside(of(each.painted), soft);
  expect(made.data).toEqual(of(each.out).data);
  const untouched = bytesOf(each.blurred).findIndex((grey) => grey === 0);
  expect(made.data.slice(4 * untouched, 4 * untouched + 3)).toEqual(
    of(each.original).data.slice(4 * untouched, 4 * untouched + 3),
  );
});

it('without a blur the edge is hard and the mask is the very same', () => {
  const mask = pixels('00ff', 2, 1);
  const job = { width: 2, mask, init: { image: pixels('0a141e28323c', 2, 1), strength: 1 } };
  expect(withBlurredMask(job).mask).toBe(mask);
  expect([...keptOutside(pixels('ffffffffffff', 2, 1), job).data]).toEqual([10, 20, 30, 255, 255, 255, 255, 255]);
});

it('a mask of another size is blurred by as much of the picture', () => {
  const mask = pixels('00'.repeat(8) + 'ff'.repeat(8), 16, 1);
  const half = withBlurredMask({ width: 32, maskBlur: 4, mask });
  expect(half.mask?.data).toEqual(withBlurredMask({ width: 16, maskBlur: 2, mask }).mask?.data);
});
