import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPicture, casesOf, outputOf, photo, pictureOf, sha256 } from '../testing/opencvCases.ts';
import { gaussianBlur8, gaussianBlurFloat } from './gaussian.ts';
import { gaussianRows } from './gaussianRows.ts';
import { resizeOpenCv } from './resizeOpenCv.ts';

describe('resizeOpenCv', () => {
  it.each(casesOf('resize'))("equals OpenCV's bytes: $name", ({ inputs, outputs, width, height, mode }) => {
    const out = resizeOpenCv(photo(inputs['photo']), width, height, mode as 'cubic' | 'area');
    expect(sha256(out.data)).toBe(outputs['sha256']);
  });

  it('keeps an even colour, at any size', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (width, height, toWidth, toHeight, level) => {
        const image = { width, height, data: new Uint8Array(3 * width * height).fill(level) };
        const shrinks = toWidth <= width && toHeight <= height;
        const out = resizeOpenCv(image, toWidth, toHeight, shrinks ? 'area' : 'cubic');
        expect(out.data.length).toBe(3 * toWidth * toHeight);
        expect(out.data.every((value) => value === level)).toBe(true);
      }),
    );
  });
});

describe('Gaussian blur', () => {
  it.each(casesOf('blur'))('equals OpenCV: $name', (each) => {
    const { width, height } = each;
    const image = photo(each.inputs['photo']);
    const green = new Uint8Array(width * height);
    for (let i = 0; i < green.length; i++) {
      green[i] = image.data[3 * (Math.floor(i / width) * image.width + (i % width)) + 1]!;
    }
    const sigma = each['sigma'] as number;
    expect(sha256(gaussianBlur8(green, width, height, sigma))).toBe(each.outputs['bytes']);
    const expected = outputOf(each, 'floats');
    // float32 sums: 255 * 2 ** -24 for each of some tens of terms.
    expect(worst(gaussianBlurFloat(Float32Array.from(green), width, height, sigma), expected)).toBeLessThan(3e-4);
    const rgb = Uint8Array.from({ length: 3 * green.length }, (_, i) => green[Math.floor(i / 3)]);
    const rows = gaussianRows({ width, height, data: rgb }, sigma);
    const blurred = Array.from({ length: height }, (_, y) => [...rows(y).filter((__, x) => x % 3 === 2)]).flat();
    expect(worst(blurred, expected)).toBeLessThan(0.03);
  });

  it('keeps the mean of neighbours within their least and greatest', () => {
    fc.assert(
      fc.property(anyPicture, fc.double({ min: 0.3, max: 9, noNaN: true }), (image, sigma) => {
        const [least, most] = [Math.min(...image.data), Math.max(...image.data)];
        const rows = gaussianRows(image, sigma);
        for (let y = 0; y < image.height; y++) {
          expect(rows(y).every((value) => value > least - 1e-3 && value < most + 1e-3)).toBe(true);
        }
      }),
    );
  });
});

it('a tiled picture is the photo again and again', () => {
  const picture = pictureOf({ ...casesOf('canny')[0], width: 250, height: 3 });
  expect(picture.data.slice(121 * 3, 123 * 3)).toEqual(picture.data.slice(0, 6));
});

function worst(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let most = 0;
  for (let i = 0; i < expected.length; i++) most = Math.max(most, Math.abs(actual[i] - expected[i]));
  return most;
}
