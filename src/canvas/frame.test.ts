import { expect, it } from 'vitest';
import { FIT } from '../drawing/view.ts';
import { boxOf, frameOf, sameFrame, transition, united } from './frame.ts';

const window = { width: 500, height: 400, paperWidth: 1000 };
const fit = frameOf(FIT, window, 2);

it('a frame is in device pixels and knows its paper', () => {
  // 500 CSS pixels at density 2 show 1000 paper units: one pixel a unit.
  expect(fit).toMatchObject({ width: 1000, height: 800, paper: { width: 1000, height: 800 } });
  expect(fit.matrix).toEqual([1, 0, -0, 1, 500, 400]);
  expect(sameFrame(fit, frameOf(FIT, window, 2))).toBe(true);
  expect(sameFrame(fit, frameOf({ ...FIT, zoom: 2 }, window, 2))).toBe(false);
});

it('pixels of one frame find their place in another', () => {
  const near = frameOf({ zoom: 2, x: 100, y: 0, angle: 0 }, window, 2);
  // The middle of the paper, at (500, 400), goes 2 x 100 units to the left.
  const [a, b, c, d, e, f] = transition(fit, near);
  expect([a * 500 + c * 400 + e, b * 500 + d * 400 + f]).toEqual([300, 400]);
});

it('what points can touch is cut to the canvas', () => {
  // 10 around each, and 2 for soft edges.
  const points = [
    [0, 0],
    [50, -100],
  ] as const;
  expect(boxOf(fit, points, 10)).toEqual({ x: 488, y: 288, width: 74, height: 124 });
  expect(boxOf(fit, [[-600, -600]], 10)).toEqual({ x: 0, y: 0, width: 0, height: 0 });
});

it('two boxes become the one around them', () => {
  const a = { x: 0, y: 5, width: 10, height: 10 };
  expect(united(a, { x: 20, y: 0, width: 5, height: 5 })).toEqual({ x: 0, y: 0, width: 25, height: 15 });
  expect(united(a, null)).toBe(a);
  expect(united(null, null)).toBe(null);
});
