import { expect, it } from 'vitest';
import type { CleanRegion } from '../../workers/finish/api.ts';
import { colourOf, listedRegions, nearest, regionOf, thirdOf } from './regions.ts';

const region = (x: number, y: number): CleanRegion => ({
  path: '',
  fill: { kind: 'flat', colour: '#000000' },
  seed: [x, y],
  area: 0.1,
  background: false,
  pinned: false,
});
const picture = { width: 100, height: 100, inks: [], background: 'paper', note: null } as const;

it('regions are read in rows, from the left to the right', () => {
  const regions = [region(80, 12), region(10, 95), region(20, 18), region(50, 50)];
  expect(listedRegions({ ...picture, regions }).map(({ seed }) => seed)).toEqual([
    [20, 18],
    [80, 12],
    [50, 50],
    [10, 95],
  ]);
});

it('the region nearest to a seed stands for it', () => {
  const regions = [region(10, 10), region(80, 80)];
  expect(regionOf(regions, [70, 75])?.seed).toEqual([80, 80]);
  expect(regionOf([], [0, 0])).toBeNull();
});

it('a gradient counts as its middle', () => {
  const stops = [
    { at: 0, colour: '#ff0000' },
    { at: 1, colour: '#0000ff' },
  ];
  expect(colourOf({ kind: 'linear', from: [0, 0], to: [1, 0], stops })).toBe('#800080');
  expect(colourOf({ kind: 'flat', colour: '#123456' })).toBe('#123456');
});

it('colours have the name of the nearest, places that of their third', () => {
  const named = [
    { name: 'red', colour: '#e5383b' },
    { name: 'blue', colour: '#2f6fed' },
  ];
  expect(nearest('#801010', named)?.name).toBe('red');
  expect(nearest('#801010', [])).toBeNull();
  expect(thirdOf([0, 99], picture)).toEqual([0, 2]);
  expect(thirdOf([50, 100], picture)).toEqual([1, 2]);
});
