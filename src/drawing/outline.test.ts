import { expect, it } from 'vitest';
import { flooded } from './flood.ts';
import { outlinesOf } from './outline.ts';

/** A picture from rows of text: '#' is black, anything else white. */
function picture(...rows: readonly string[]) {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  rows.forEach((row, y) =>
    Array.from(row).forEach((mark, x) => {
      if (mark === '#') data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }),
  );
  return { width, height, data };
}
const text = (mask: Uint8Array, width: number): string[] =>
  Array.from({ length: mask.length / width }, (_, y) => mask.subarray(y * width, (y + 1) * width).join(''));

it('a colour fills up to the line and two pixels under it', () => {
  const walls = picture('......', '.####.', '.#..#.', '.#..#.', '.####.', '......');
  expect(text(flooded(walls, 2, 2), 6)).toEqual(['001100', '011110', '111111', '111111', '011110', '001100']);
});

it('it does not slip through a diagonal of pixels', () => {
  const walls = picture('....#', '...#.', '..#..', '.#...', '#....');
  expect(text(flooded(walls, 0, 0), 5)).toEqual(['11111', '11111', '11110', '11100', '11000']);
});

it('a square has four corners, cut by less than a pixel', () => {
  const mask = new Uint8Array(400);
  for (let y = 4; y < 16; y++) mask.fill(1, y * 20 + 4, y * 20 + 16);
  const [loop = [], ...others] = outlinesOf(mask, 20, 20);
  expect(others).toEqual([]);
  expect(loop.length).toBeLessThanOrEqual(8);
  for (const [x, y] of loop) {
    const edge = Math.min(Math.abs(x - 4), Math.abs(x - 16), Math.abs(y - 4), Math.abs(y - 16));
    expect(edge).toBeLessThanOrEqual(0.5);
  }
});

it('a hole is an outline of its own, a speck is none', () => {
  const mask = new Uint8Array(900);
  for (let y = 2; y < 20; y++) mask.fill(1, y * 30 + 2, y * 30 + 20);
  for (let y = 8; y < 14; y++) mask.fill(0, y * 30 + 8, y * 30 + 14);
  mask[28 * 30 + 28] = 1;
  expect(outlinesOf(mask, 30, 30)).toHaveLength(2);
});

it('a circle keeps its area', () => {
  const mask = new Uint8Array(100 * 100);
  for (let y = 0; y < 100; y++)
    for (let x = 0; x < 100; x++) if (Math.hypot(x - 49.5, y - 49.5) < 40) mask[y * 100 + x] = 1;
  const [loop = []] = outlinesOf(mask, 100, 100);
  let area = 0;
  loop.forEach(([x, y], i) => {
    const [nextX, nextY] = loop[(i + 1) % loop.length] ?? [0, 0];
    area += (x * nextY - nextX * y) / 2;
  });
  expect(area / (Math.PI * 1600)).toBeCloseTo(1, 1);
  expect(loop.length).toBeLessThan(60);
});
