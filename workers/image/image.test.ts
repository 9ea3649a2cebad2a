import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fit } from './fit.ts';
import { fromPlanar, overWhite, type Rgb, toPlanar } from './pixels.ts';
import { resizeLanczos } from './resize.ts';

interface Case {
  readonly width: number;
  readonly height: number;
  readonly data: string;
  readonly to: readonly [number, number];
  readonly out: string;
}
const { cases } = JSON.parse(readFileSync('python/golden/fixtures/resize.json', 'utf8')) as { cases: Case[] };
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const solid = (width: number, height: number, colour: readonly number[]): Rgb => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3]),
});

describe('resizeLanczos', () => {
  it.each(cases)('equals Pillow byte for byte: $width x $height to $to', ({ width, height, data, to, out }) => {
    const resized = resizeLanczos({ width, height, data: bytes(data) }, ...to);
    expect([...resized.data]).toEqual([...bytes(out)]);
  });
});

describe('fit', () => {
  it('leaves an image of the right size untouched', () => {
    const image = solid(4, 4, [1, 2, 3]);
    expect(fit(image, 4, 4, 'fill')).toBe(image);
  });

  it('crop covers the picture; fill pads with the median border colour', () => {
    const wide = solid(8, 4, [10, 20, 30]);
    wide.data.set([255, 255, 255], (1 * 8 + 3) * 3); // one inner pixel must not change the border's median
    expect([...fit(wide, 4, 4, 'crop').data.subarray(0, 3)]).toEqual([10, 20, 30]);
    const filled = fit(wide, 8, 8, 'fill');
    expect([...filled.data.subarray(0, 3)]).toEqual([10, 20, 30]);
    expect([...filled.data.subarray((3 * 8 + 3) * 3, (3 * 8 + 3) * 3 + 3)]).toEqual([255, 255, 255]);
  });
});

describe('pixels', () => {
  it('composites alpha over white', () => {
    const rgba = { width: 3, height: 1, data: new Uint8ClampedArray([0, 0, 0, 0, 0, 0, 0, 255, 100, 0, 0, 128]) };
    // 100 * 128/255 + 255 * 127/255 = 177.2; 127
    expect([...overWhite(rgba).data]).toEqual([255, 255, 255, 0, 0, 0, 177, 127, 127]);
  });

  it('goes to planes and back', () => {
    const image = { width: 2, height: 1, data: new Uint8Array([0, 128, 255, 7, 8, 9]) };
    const planar = toPlanar(image, 2 / 255, -1);
    expect(planar.length).toBe(6);
    expect([...fromPlanar(planar, 2, 1).data]).toEqual([0, 128, 255, 255, 7, 8, 9, 255]);
  });
});
