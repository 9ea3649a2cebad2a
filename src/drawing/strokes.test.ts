import { describe, expect, it } from 'vitest';
import { closedCurve, paperSize, type Stroke, strokePath } from './strokes.ts';

const line: Stroke = {
  tool: 'pen',
  size: 20,
  pressure: false,
  points: [
    [-100, 0, 0.5],
    [0, 0, 0.5],
    [100, 0, 0.5],
  ],
};

/** All coordinates of a path. */
function numbersOf(path: string): number[] {
  return [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([text]) => Number(text));
}

describe('strokes', () => {
  it('a curve goes through the middles of the sides, with the corners as handles', () => {
    const path = closedCurve([
      [0, 0],
      [10, 0],
      [10, 10],
    ]);
    expect(path).toBe('M5 0 Q10 0 10 5 Q10 10 5 5 Q0 0 5 0 Z');
  });

  it('fewer than three corners make no area', () => {
    expect(
      closedCurve([
        [0, 0],
        [1, 1],
      ]),
    ).toBe('');
  });

  it('a single touch leaves a dot of about the brush size', () => {
    const path = strokePath({ ...line, points: [[50, 50, 0.5]] });
    const xs = numbersOf(path).filter((_, i) => i % 2 === 0);
    const width = Math.max(...xs) - Math.min(...xs);
    expect(width).toBeGreaterThan(12);
    expect(width).toBeLessThan(28);
  });

  it('the outline stays within the brush around the line', () => {
    const numbers = numbersOf(strokePath(line));
    const ys = numbers.filter((_, i) => i % 2 === 1);
    expect(Math.max(...ys.map(Math.abs))).toBeLessThanOrEqual(13);
  });

  it('a measured light touch is thinner than a firm one', () => {
    const height = (pressure: number): number => {
      const points = line.points.map(([x, y]) => [x, y, pressure] as const);
      const ys = numbersOf(strokePath({ ...line, pressure: true, points })).filter((_, i) => i % 2 === 1);
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(height(0.1)).toBeLessThan(height(1));
  });

  it('every paper has the same area', () => {
    expect(paperSize(128, 128)).toEqual({ width: 1024, height: 1024 });
    const wide = paperSize(640, 360);
    expect(wide.width * wide.height).toBeCloseTo(1024 * 1024, 3);
    expect(wide.width / wide.height).toBeCloseTo(640 / 360, 6);
  });
});
