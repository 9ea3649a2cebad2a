// Distances, contours and regions against OpenCV and scikit-image (python/golden/finish.py).
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trappedBalls } from './balls.ts';
import { contoursOf } from './contours.ts';
import { fitted } from './curves.ts';
import { squaredDistances } from './distance.ts';

interface Case {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly mask: string;
  readonly squares: readonly number[];
  readonly plane: string;
  readonly contours: readonly (readonly [area: number, length: number])[];
  readonly regions: number;
}

const url = new URL('../../python/golden/fixtures/finish.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: readonly Case[] };
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

describe.each(cases)('$name', ({ width, height, mask, squares, plane, contours, regions }) => {
  it("has OpenCV's exact distances", () => {
    expect([...squaredDistances(bytes(mask), width, height)]).toEqual(squares);
  });

  it("has scikit-image's contours", () => {
    const found = contoursOf({ width, height, data: bytes(plane) }).map(measures);
    expect(found).toHaveLength(contours.length);
    const order = (a: readonly number[], b: readonly number[]): number => a[0] - b[0] || a[1] - b[1];
    // Four decimals in the fixture.
    found.sort(order).forEach(([area, length], i) => {
      expect(area).toBeCloseTo(contours[i][0], 3);
      expect(length).toBeCloseTo(contours[i][1], 3);
    });
  });

  it("has scikit-image's regions where no gap is to be closed", () => {
    const data = bytes(plane).map((value) => (value > 127 ? 255 : 0));
    const { labels } = trappedBalls({ width, height, data }, { widest: 0, gap: 0, speck: 0 });
    expect(labels.count).toBe(regions);
  });
});

function measures(loop: Float64Array): [area: number, length: number] {
  let [area, length] = [0, 0];
  for (let i = 0; i < loop.length; i += 2) {
    const next = (i + 2) % loop.length;
    area += (loop[i] * loop[next + 1] - loop[next] * loop[i + 1]) / 2;
    length += Math.hypot(loop[next] - loop[i], loop[next + 1] - loop[i + 1]);
  }
  return [Math.abs(area), length];
}

describe('curves', () => {
  it('pass the ends and stay near the points, of any line', () => {
    const number = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 40 }), (points) => {
        const curve = fitted(points.flat(), 0.7, false);
        expect(curve.slice(0, 2)).toEqual(points[0]);
        expect(curve.slice(-2)).toEqual(points.at(-1));
        for (const [x, y] of points) {
          const near = Math.min(...along(curve).map(([u, v]) => Math.hypot(u - x, v - y)));
          // 0.7 where the curve passes, and at most as much between the places looked at.
          expect(near).toBeLessThan(2.2);
        }
      }),
    );
  });
});

function along(curve: readonly number[]): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i + 7 < curve.length; i += 6) {
    for (let k = 0; k <= 40; k++) {
      const [t, s] = [k / 40, 1 - k / 40];
      const weights = [s ** 3, 3 * s * s * t, 3 * s * t * t, t ** 3];
      const at = (axis: number): number => weights.reduce((sum, w, j) => sum + w * curve[i + 2 * j + axis], 0);
      out.push([at(0), at(1)]);
    }
  }
  return out;
}
