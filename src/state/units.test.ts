import { expect, it } from 'vitest';
import type { Unit } from './control.ts';
import { followingDrawing, followingLayer, followingMap, inserted, moved, newUnit, withUnit } from './units.ts';

const units = ['a', 'b', 'c'].map((id) => newUnit(id));
const ids = (list: typeof units | readonly { id: string }[]): string => list.map(({ id }) => id).join('');

it.each([
  ['a', 1, 'bac'],
  ['a', 2, 'bca'],
  ['c', -2, 'cab'],
  ['c', -9, 'cab'],
  ['a', -1, 'abc'],
  ['b', 9, 'acb'],
  ['x', 1, 'abc'],
])('%s moved by %i: %s', (id, by, order) => expect(ids(moved(units, id, by))).toBe(order));

it('a removed unit comes back to its place', () => {
  expect(ids(inserted([units[0], units[2]], units[1], 1))).toBe('abc');
});

it('the map takes the first unit, and gives it back', () => {
  const followed = followingMap(units, 'new');
  expect(followed.map(({ source }) => source.kind)).toEqual(['map', 'drawing', 'drawing']);
  // Another one follows the drawing: the map's is only switched off.
  expect(followingDrawing(followed).map(({ on }) => on)).toEqual([false, true, true]);
  expect(followingMap(followingDrawing(followed), 'new')).toEqual(followed);
  const alone = followingMap([units[0]], 'new');
  expect(followingDrawing(alone)).toEqual([units[0]]);
  expect(followingMap([], 'new')).toEqual([newUnit('new', { kind: 'map' })]);
  const file = {
    kind: 'file',
    file: { id: 'f', width: 1, height: 1, name: '' },
    preprocessor: 'none',
    map: null,
  } as const;
  const ofFile = newUnit('a', file);
  expect(followingMap([ofFile], 'new')).toEqual([ofFile, newUnit('new', { kind: 'map' })]);
});

it('changes one unit only', () => {
  expect(withUnit(units, 'b', { weight: 1.5 }).map(({ weight }) => weight)).toEqual([null, 1.5, null]);
});

it('a layer takes the place of the map, else of the drawing', () => {
  const sources = (units: readonly Unit[]) => units.map(({ source }) => source);
  const layer = { kind: 'layer', layer: 'l' } as const;
  const [ofDrawing, ofMap] = [newUnit('a'), newUnit('b', { kind: 'map' })];
  expect(sources(followingLayer([ofDrawing, ofMap], 'l', 'new'))).toEqual([{ kind: 'drawing' }, layer]);
  expect(sources(followingLayer([ofDrawing], 'l', 'new'))).toEqual([layer]);
  expect(followingLayer([], 'l', 'new')).toEqual([newUnit('new', layer)]);
});
