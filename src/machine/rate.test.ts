import { expect, test } from 'vitest';
import { createRate } from './rate.ts';

test('nothing is said of the first second', () => {
  const rate = createRate();
  expect(rate(0, 0)).toBeNull();
  expect(rate(500, 900)).toBeNull();
  expect(rate(1000, 1000)).toBe(1000);
});

test('an even flow has its rate, however often it is told', () => {
  for (const every of [10, 130, 1700]) {
    const rate = createRate();
    let last: number | null = null;
    for (let at = 0; at <= 20_000; at += every) last = rate(at * 3, at);
    expect(last).toBeCloseTo(3000, 6);
  }
});

test('a pause is seen within the window, and what came before is forgotten', () => {
  const rate = createRate(6000);
  for (let at = 0; at <= 10_000; at += 500) rate(at * 2, at);
  let last: number | null = null;
  for (let at = 10_500; at <= 17_500; at += 500) last = rate(20_000, at);
  expect(last).toBe(0);
});

test('a download that begins again from the start is no negative speed', () => {
  const rate = createRate();
  rate(1e6, 0);
  expect(rate(0, 2000)).toBe(0);
});
