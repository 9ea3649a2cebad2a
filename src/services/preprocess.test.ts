import { expect, it } from 'vitest';
import { preprocess } from './preprocess.ts';

const image = { width: 2, height: 1, data: Uint8ClampedArray.from([255, 128, 0, 255, 10, 20, 30, 255]) };

it('none leaves the image untouched', () => {
  expect(preprocess('none', image)).toBe(image);
});

it('invert is 255 minus each channel', () => {
  expect([...preprocess('invert', image).data]).toEqual([0, 127, 255, 255, 245, 235, 225, 255]);
});

it('threshold compares luma: .299 * 255 + .587 * 128 = 151.4 is above 127 and below 160', () => {
  expect([...preprocess('threshold', image).data]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
  expect([...preprocess('threshold', image, { threshold: 160 }).data.slice(0, 3)]).toEqual([0, 0, 0]);
});

it('a name that is not built yet says so, an unknown one lists the known', () => {
  expect(() => preprocess('canny', image)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  expect(() => preprocess('cany', image)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  expect(() => preprocess('threshold', image, { threshold: NaN })).toThrow(
    expect.objectContaining({ code: 'bad-input' }),
  );
});
