import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { XY } from './items.ts';
import { between, dragged, FIT, isNear, pinched, toPaper, toWindow, type View, zoomedAt } from './view.ts';

const window = { width: 500, height: 400, paperWidth: 1000 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const views: fc.Arbitrary<View> = fc.record({
  zoom: number(0.6, 10),
  x: number(-300, 300),
  y: number(-300, 300),
  angle: number(-3, 3),
});
const places: fc.Arbitrary<XY> = fc.tuple(number(200, 300), number(150, 250));
const near = (a: XY, b: XY): void => {
  expect(a[0]).toBeCloseTo(b[0], 4);
  expect(a[1]).toBeCloseTo(b[1], 4);
};

it('at zoom 1 the paper fills the window', () => {
  near(toPaper(FIT, window, [0, 0]), [-500, -400]);
  near(toPaper(FIT, window, [500, 400]), [500, 400]);
});

it('there and back is the same place', () => {
  fc.assert(fc.property(views, places, (view, at) => near(toWindow(view, window, toPaper(view, window, at)), at)));
});

it('zooming holds the point under the cursor, while the middle stays on the paper', () => {
  fc.assert(
    fc.property(views, places, number(1, 1.5), (view, at, factor) => {
      near(toPaper(zoomedAt(view, window, factor, at), window, at), toPaper(view, window, at));
    }),
  );
});

it('zoom has limits', () => {
  expect(zoomedAt(FIT, window, 1000, [0, 0]).zoom).toBe(16);
  expect(zoomedAt(FIT, window, 0.001, [0, 0]).zoom).toBe(0.5);
});

it('the middle of the window never leaves the paper', () => {
  expect(dragged(FIT, window, [0, 0], [9000, 9000])).toEqual({ ...FIT, x: -500, y: -400 });
});

it('two fingers carry the two points that they lie on', () => {
  const from = [
    [200, 200],
    [300, 200],
  ] as const;
  const to = [
    [250, 150],
    [250, 300],
  ] as const;
  const view = pinched(FIT, window, from, to, true);
  expect(view.zoom).toBeCloseTo(1.5);
  expect(view.angle).toBeCloseTo(Math.PI / 2);
  near(toWindow(view, window, toPaper(FIT, window, from[0])), to[0]);
  near(toWindow(view, window, toPaper(FIT, window, from[1])), to[1]);
});

it('a small twist snaps back to straight, and none is taken where turning is off', () => {
  const from = [
    [200, 200],
    [300, 200],
  ] as const;
  const to = [
    [200, 200],
    [300, 205],
  ] as const;
  expect(pinched(FIT, window, from, to, true).angle).toBe(0);
  expect(pinched(FIT, window, from, to, false).angle).toBe(0);
});

it('the way from one view to another ends there, the short way round', () => {
  const [a, b] = [
    { ...FIT, angle: 3 },
    { zoom: 4, x: 10, y: -5, angle: -3 },
  ];
  expect(isNear(between(a, b, 1), b)).toBe(true);
  expect(between(a, b, 0.5).angle).toBeCloseTo(Math.PI, 3);
  expect(between(a, b, 0.5).zoom).toBeCloseTo(2);
});
