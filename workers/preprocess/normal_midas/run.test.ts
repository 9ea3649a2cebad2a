import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPicture, casesOf, context, pictureOf, sha256 } from '../../testing/opencvCases.ts';
import type { Rgb } from '../../image/types.ts';
import { run } from './run.ts';

const normals = (image: Rgb, background: number) => run(image, { background }, context) as Rgb;

/** The green channel as a grey picture, as the fixture has it. */
const greenOf = (image: Rgb): Rgb => ({ ...image, data: image.data.map((_, i) => image.data[i - (i % 3) + 1]) });

it.each(casesOf('normal'))("equals OpenCV's and numpy's bytes: $name", (each) => {
  const map = normals(greenOf(pictureOf(each)), each['background'] as number);
  expect(sha256(map.data)).toBe(each.outputs['sha256']);
});

it('an even depth faces the viewer: 127.5 is cut to 127', () => {
  const even = { width: 4, height: 3, data: new Uint8Array(36).fill(90) };
  expect([...normals(even, 0.4).data.subarray(0, 3)]).toEqual([255, 127, 127]);
});

it('each pixel is a unit vector, up to the rounding of bytes', () => {
  fc.assert(
    fc.property(anyPicture, fc.double({ min: 0, max: 1, noNaN: true }), (image, background) => {
      const { data } = normals(image, background);
      for (let i = 0; i < data.length; i += 3) {
        const length = Math.hypot(...[...data.subarray(i, i + 3)].map((value) => (value - 127) / 127.5));
        expect(Math.abs(length - 1)).toBeLessThan(0.02);
      }
    }),
  );
});
