import { describe, expect, it } from 'vitest';
import { inkLayer, pictureLayer } from '../drawing/document.ts';
import type { Item, Shape } from '../drawing/items.ts';
import { outlinesOf } from './outlines.ts';

const PAPER = { width: 1024, height: 1024 };
const pen: Item = {
  tool: 'pen',
  size: 20,
  pressure: false,
  points: [
    [-100, 0, 0.5],
    [0, 0, 0.5],
    [100, 0, 0.5],
  ],
};

/** The area that rings enclose: an inner ring that runs the other way round is a hole. */
function areaOf(item: Item): number {
  const [outline] = outlinesOf([inkLayer('a', [item])], PAPER, '#000000') ?? [];
  return (outline?.rings ?? []).reduce((sum, ring) => {
    let twice = 0;
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] ?? 0, ring[i + 1] ?? 0];
      const next = (i + 2) % ring.length;
      twice += x * (ring[next + 1] ?? 0) - (ring[next] ?? 0) * y;
    }
    return sum + twice / 2;
  }, 0);
}

describe('the area of a shape as outlines', () => {
  const shape = (tool: Shape['tool'], to: readonly [number, number], rest: Partial<Shape> = {}): Shape => ({
    tool,
    size: 10,
    from: [0, 0],
    to,
    ...rest,
  });
  const disc = Math.PI * 5 ** 2;
  it.each([
    // length 50, width 10, and two round ends
    ['a line', shape('line', [30, 40]), 500 + disc],
    ['a point', shape('line', [0, 0]), disc],
    // 100 x 60 outlined by 10: around it 320 x 10 in all, round corners are a disc less than square ones: 100
    ['a rectangle', shape('rectangle', [100, 60]), 3200 - 100 + disc],
    ['a rectangle drawn from the lower right', shape('rectangle', [-100, -60]), 3200 - 100 + disc],
    ['a turned one', shape('rectangle', [100, 60], { turn: 33 }), 3200 - 100 + disc],
    ['a rectangle thinner than its line', shape('rectangle', [100, 4]), 100 * 14 + 4 * 10 + disc],
    // pi ((r + 5)^2 - (r - 5)^2)
    ['a circle', shape('ellipse', [80, 80]), Math.PI * (45 ** 2 - 35 ** 2)],
    ['a small circle is a disc', shape('ellipse', [8, 8]), Math.PI * 9 ** 2],
  ])('%s', (_, item, expected) => {
    // A disc of 24 sides is 1.14 % smaller than a round one.
    expect(Math.abs(areaOf(item) / expected - 1)).toBeLessThan(0.0115);
  });

  it('of an ellipse is its length times the width, turned or not', () => {
    // Ramanujan: pi (3 (a + b) - sqrt((3a + b)(a + 3b))), a = 60, b = 30
    const length = Math.PI * (3 * 90 - Math.sqrt(210 * 150));
    expect(areaOf(shape('ellipse', [120, 60])) / (10 * length)).toBeCloseTo(1, 2);
    expect(areaOf(shape('ellipse', [120, 60], { turn: 70 }))).toBeCloseTo(areaOf(shape('ellipse', [120, 60])), 1);
  });
});

it('strokes lie where they were drawn, counted from the upper left, in their colour', () => {
  const [outline] = outlinesOf([inkLayer('a', [{ ...pen, colour: '#ff0000' }])], PAPER, '#000000') ?? [];
  expect(outline).toMatchObject({ smooth: true, colour: '#ff0000', erases: false });
  const xs = [...(outline?.rings[0] ?? [])].filter((_, i) => i % 2 === 0);
  // 512 - 100, 512 + 100, and about half the width more; perfect-freehand thins quick strokes
  expect(Math.min(...xs)).toBeGreaterThan(395);
  expect(Math.min(...xs)).toBeLessThan(412);
  expect(Math.max(...xs)).toBeGreaterThan(600);
});

it('fills are no lines; erasers take', () => {
  const fill: Item = { tool: 'fill', colour: '#00ff00', rings: [[0, 0, 9, 0, 9, 9]] };
  const found = outlinesOf([inkLayer('a', [fill, pen, { ...pen, tool: 'eraser' }])], PAPER, '#000000');
  expect(found?.map(({ erases }) => erases)).toEqual([false, true]);
});

it('what outlines cannot say is left to pixels', () => {
  const erased = inkLayer('b', [{ ...pen, tool: 'eraser' }]);
  expect(outlinesOf([pictureLayer('a', 'image')], PAPER, '#000000')).toBeNull();
  expect(outlinesOf([inkLayer('a', [pen]), erased], PAPER, '#000000')).toBeNull();
  expect(outlinesOf([inkLayer('a'), erased], PAPER, '#000000')).toHaveLength(1);
});
