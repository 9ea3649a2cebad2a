import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CLASSES, drawSegMap, nameOf, nearestClass, NOTHING, readSegMap } from './palette.ts';

const golden = JSON.parse(readFileSync('python/golden/fixtures/segments.json', 'utf8')) as {
  names: string[];
  palette: number[][];
  nearest: [number, number, number, number][];
};

it('has the names and colours of mmsegmentation and controlnet_aux', () => {
  expect(CLASSES.map(({ name }) => name)).toEqual(golden.names);
  expect(CLASSES.map(({ colour }) => [...colour])).toEqual(golden.palette);
});

it('finds the nearest colour as numpy does', () => {
  expect(golden.nearest.length).toBeGreaterThan(200);
  for (const [red, green, blue, index] of golden.nearest) {
    expect(nearestClass(red, green, blue)).toBe(index === 150 ? NOTHING : index);
  }
});

it('each colour finds its class; 140,140,140 is road and skyscraper and says so', () => {
  for (const { index, colour } of CLASSES) expect(nearestClass(...colour)).toBe(index === 48 ? 6 : index);
  expect([nameOf(6), nameOf(48), nameOf(0), nameOf(NOTHING)]).toEqual([
    'road or skyscraper',
    'road or skyscraper',
    'wall',
    'nothing',
  ]);
});

it('a map comes back from its colours: wall, sky, nothing, and a colour one off wall', () => {
  const { data } = drawSegMap({ width: 3, height: 1, classes: Uint8Array.from([0, 2, NOTHING]) });
  expect([...data]).toEqual([120, 120, 120, 6, 230, 230, 0, 0, 0]);
  const rgba = [120, 120, 120, 255, 6, 230, 230, 255, 0, 0, 0, 255, 121, 120, 120, 255];
  expect([...readSegMap(2, 2, rgba).classes]).toEqual([0, 2, NOTHING, 0]);
});
