import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rgb } from '../../image/types.ts';
import { readGolden } from '../../testing/golden.ts';
import { anyPicture, casesOf, context, greyChannel } from '../../testing/opencvCases.ts';
import { certainty } from './falseAlarms.ts';
import { run } from './run.ts';
import { lineSegments, type Segment } from './segments.ts';

const golden = readGolden('opencv');
type Ends = Pick<Segment, 'x1' | 'y1' | 'x2' | 'y2'>;
/** OpenCV's usual detector asks for no score. */
const ANY = -1e9;

it.each(casesOf('lines'))(
  "finds cv2.createLineSegmentDetector's segments, nearly as well as it does itself: $name",
  (each) => {
    const { shape, data } = golden.tensor(each.inputs['grey']);
    const found = lineSegments(Float32Array.from(data), shape[1], shape[0], ANY);
    const values = golden.floats(each.outputs['segments']);
    const theirs = Array.from({ length: values.length / 4 }, (_, i): Ends => {
      const [x1, y1, x2, y2] = values.subarray(4 * i, 4 * i + 4);
      return { x1: x1, y1: y1, x2: x2, y2: y2 };
    });
    const again = each.outputs['again'] as number;
    expect(cover(theirs, found)).toBeGreaterThan(again - 0.06);
    // OpenCV rounds the smaller picture to bytes: some faint segments are lost to it.
    expect(cover(found, theirs)).toBeGreaterThan(again - 0.08);
  },
);

/** `cover` of python/golden/opencv.py: share of the length of segments of 15 pixels or more beside which another runs. */
function cover(segments: readonly Ends[], others: readonly Ends[]): number {
  let [covered, total] = [0, 0];
  for (const { x1, y1, x2, y2 } of segments) {
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (length < 15) continue;
    const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
    let shared = 0;
    for (const other of others) {
      const cosine =
        ((other.x2 - other.x1) * dx + (other.y2 - other.y1) * dy) /
        Math.hypot(other.x2 - other.x1, other.y2 - other.y1);
      const aside = ((other.y1 + other.y2) / 2 - y1) * dx - ((other.x1 + other.x2) / 2 - x1) * dy;
      if (Math.abs(cosine) <= Math.cos((5 * Math.PI) / 180) || Math.abs(aside) >= 3) continue;
      const a = (other.x1 - x1) * dx + (other.y1 - y1) * dy;
      const b = (other.x2 - x1) * dx + (other.y2 - y1) * dy;
      shared += Math.max(0, Math.min(Math.max(a, b), length) - Math.max(Math.min(a, b), 0));
    }
    covered += Math.min(length, shared);
    total += length;
  }
  return covered / total;
}

/** A white rectangle with sharp sides on black. */
function box(size: number, left: number, top: number, right: number, bottom: number): Rgb {
  const data = new Uint8Array(3 * size * size);
  for (let y = top; y < bottom; y++) data.fill(255, 3 * (y * size + left), 3 * (y * size + right));
  return { width: size, height: size, data };
}

describe('mlsd_lsd', () => {
  const lsd = (image: Rgb, length = 0, score = 0) => greyChannel(run(image, { length, score }, context) as Rgb);

  it('sees the four sides of a box where they are', () => {
    const found = lineSegments(Float32Array.from(greyChannel(box(100, 20, 30, 80, 60))), 100, 100);
    expect(found.length).toBe(4);
    const middles = found.map(({ x1, y1, x2, y2 }) => [(x1 + x2) / 2, (y1 + y2) / 2]).sort(([a], [b]) => a - b);
    [
      [20, 45],
      [50, 30],
      [50, 60],
      [80, 45],
    ].forEach(([x, y]) => {
      expect(middles.some(([mx, my]) => Math.abs(mx - x) < 1 && Math.abs(my - y) < 1)).toBe(true);
    });
  });

  it('leaves out what is shorter or less certain than asked for', () => {
    const picture = box(100, 20, 30, 80, 60);
    const count = (map: Uint8Array): number => map.filter((value) => value > 0).length;
    // Two sides of 60 and two of 30 pixels.
    expect(count(lsd(picture, 40))).toBeLessThan(count(lsd(picture, 10)) - 40);
    expect(count(lsd(picture, 40))).toBeGreaterThan(90);
    expect(count(lsd(picture, 70))).toBe(0);
    expect(count(lsd(picture, 0, 1e6))).toBe(0);
  });

  it('draws black or white on any picture, and nothing on an even one', () => {
    expect(lsd({ width: 30, height: 30, data: new Uint8Array(2700).fill(9) }).every((value) => value === 0)).toBe(true);
    fc.assert(
      fc.property(anyPicture, (image) => {
        const map = lsd(image);
        expect(map.length).toBe(image.width * image.height);
        expect(map.every((value) => value === 0 || value === 255)).toBe(true);
      }),
    );
  });
});

it.each([
  // P(at least 2 of 3 at 1/2) = 1/2; P(3 of 3 at 1/8) = 1/512; P(at least 1 of 2 at 1/8) = 15/64.
  [3, 2, 1 / 2, 1 / 2],
  [3, 3, 1 / 8, 1 / 512],
  [2, 1, 1 / 8, 15 / 64],
])('the certainty that %i pixels with %i aligned are no noise at p = %f', (n, k, p, tail) => {
  expect(certainty(n, k, p, 0)).toBeCloseTo(-Math.log10(tail), 1);
  expect(certainty(n, k, p, 3)).toBeCloseTo(-Math.log10(tail) - 3, 1);
});
