// Pictures without lines as vectors: against another renderer, and whatever the picture is.
import { createCanvas, Path2D as SkiaPath } from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Rgba } from '../image/types.ts';
import type { FinishOptions } from './api.ts';
import { clean } from './finish.ts';
import { flattened } from './flatten.ts';
import { paintClean, paintingOf } from './paint.ts';
import { svgOf } from './svg.ts';

/** A red disc with a yellow spot on white. Coordinates from -1 to 1. */
function disc(side: number, noise: (i: number) => number = () => 0): Rgba {
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(2 * ((i % side) + 0.5)) / side - 1, (2 * (Math.floor(i / side) + 0.5)) / side - 1];
    const share = (far: number, radius: number): number => Math.min(1, Math.max(0, (radius - far) * (side / 2) + 0.5));
    const [red, spot] = [share(Math.hypot(x, y), 0.7), share(Math.hypot(x - 0.2, y + 0.2), 0.2)];
    const mixed = [255, 255, 255].map((paper, c) => {
      const below = paper + ([200, 30, 40][c] - paper) * red;
      return below + ([250, 210, 40][c] - below) * spot + noise(3 * i + c);
    });
    data.set(mixed, 4 * i);
  }
  return { width: side, height: side, data };
}

const traced = (pixels: Rgba, options: Partial<FinishOptions> = {}) =>
  clean({ pixels, lines: { kind: 'none', width: 1024, height: 1024 }, options });

function psnr(a: Uint8ClampedArray | Buffer, b: Uint8ClampedArray): number {
  const squares = b.reduce((sum, value, i) => sum + (value - (a[i] ?? 0)) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / b.length));
}

it('has an area for each colour, as another renderer draws it', () => {
  let state = 1;
  const noise = (): number => ((state = (state * 48271) % 0x7fffffff) / 0x7fffffff - 0.5) * 16;
  const picture = traced(disc(128, noise));
  expect(picture.note).toBe('no-lines');
  expect(picture.regions.map(({ background }) => background)).toEqual([true, false, false]);
  // Circles of radius 0.7 and 0.2 in a square of side 2.
  expect(picture.regions[1].area).toBeCloseTo((Math.PI * (0.49 - 0.04)) / 4, 2);
  expect(picture.regions[2].area).toBeCloseTo((Math.PI * 0.04) / 4, 2);
  const truth = disc(512);
  const { pixels } = new Resvg(svgOf(picture), { fitTo: { mode: 'width', value: 512 } }).render();
  expect(psnr(pixels, truth.data)).toBeGreaterThan(30);
});

it.each([97, 256, 700])('leaves no line between neighbours at %i pixels', (side) => {
  const context = createCanvas(side, side).getContext('2d');
  const painting = paintingOf(traced(disc(32)), (data) => new SkiaPath(data));
  paintClean(context, painting, side / 1024);
  const { data } = context.getImageData(0, 0, side, side);
  // Two covered edges that meet leave rounding: less than 6 %, where a gap would leave half.
  expect(data.reduce((least, value, i) => (i % 4 === 3 ? Math.min(least, value) : least), 255)).toBeGreaterThan(240);
});

it('follows the options: fewer colours, a pinned one, no background', () => {
  const flat = (each: { fill: { kind: string; colour?: string } }) => each.fill.colour;
  expect(new Set(traced(disc(128), { colours: 2 }).regions.map(flat)).size).toBe(2);
  const pinned = [{ x: 512, y: 700, colour: '#0000ff' }];
  const picture = traced(disc(128), { pinned, background: 'transparent' });
  expect(picture.regions.filter((each) => each.pinned).map(flat)).toEqual(['#0000ff']);
  expect(new Resvg(svgOf(picture)).render().pixels[3]).toBe(0);
});

it('has every place in one area, no more areas than a hand could make, and seeds inside, whatever the picture', () => {
  const pixel = fc.integer({ min: 0, max: 255 });
  const pictures = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      data: fc.array(pixel, { minLength: 4 * width * height, maxLength: 4 * width * height }),
    }),
  );
  fc.assert(
    fc.property(pictures, ({ width, height, data }) => {
      const pixels = { width, height, data: Uint8ClampedArray.from(data) };
      const { labels, colours } = flattened(pixels, 20);
      expect(labels.count).toBe(colours.length);
      expect(labels.count).toBeLessThanOrEqual(400);
      expect(new Set(labels.data)).toEqual(new Set(Array.from(colours.keys())));
      const { regions } = clean({ pixels, lines: { kind: 'none', width: labels.width, height: labels.height } });
      const owners = regions.map(({ seed: [x, y] }) => labels.data[Math.floor(y) * labels.width + Math.floor(x)]);
      expect(new Set(owners).size).toBe(regions.length);
      expect(regions.reduce((sum, { area }) => sum + area, 0)).toBeCloseTo(1, 6);
    }),
    { numRuns: 8 },
  );
});
