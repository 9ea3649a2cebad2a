import { expect, it } from 'vitest';
import { documentOf, inkLayer, mapLayer } from '../drawing/document.ts';
import { INITIAL_STATE } from '../state/store.ts';
import type { AppState } from '../state/types.ts';
import { followsMap, hasHint, hintMap, kindOf, netOf, resizeOf } from './hints.ts';
import { hasWish } from './pageRequest.ts';
import { newUnit } from '../state/units.ts';

const map = { id: 'm', width: 4, height: 4, kind: 'depth_anything', origin: 'photo' } as const;
const stroke = { tool: 'pen', size: 20, pressure: false, points: [[1, 2, 0.5]] } as const;
const state = (part: Partial<AppState>): AppState => ({ ...INITIAL_STATE, ...part });
const drawn = { past: [], present: documentOf([stroke]), future: [] };
const withMap = { ...INITIAL_STATE.photo, map, resize: 'fill' } as const;
const ofMap = newUnit('b', { kind: 'map' });
const file = { id: 'f', width: 4, height: 4, name: 'f.png' };
const ofFile = newUnit('c', { kind: 'file', file, preprocessor: 'canny', map: null });
const pack = { controlNets: ['scribble', 'depth'].map((name) => ({ name, conditions: [name] })) };

it('a wish is words, a drawing, a map that a unit follows, or a picture to start from', () => {
  expect(hasWish(state({}))).toBe(false);
  expect(hasWish(state({ prompt: ' cat ' }))).toBe(true);
  expect(hasWish(state({ drawing: drawn }))).toBe(true);
  expect(hasWish(state({ drawing: drawn, units: [] }))).toBe(false);
  expect(hasWish(state({ drawing: drawn, units: [{ ...newUnit('a'), on: false }] }))).toBe(false);
  expect(hasWish(state({ photo: withMap }))).toBe(false);
  expect(hasWish(state({ photo: withMap, units: [ofMap] }))).toBe(true);
  const start = { source: { kind: 'drawing' }, strength: 0.5 } as const;
  expect(hasWish(state({ drawing: drawn, units: [], start }))).toBe(true);
  expect(hasWish(state({ start }))).toBe(false);
});

it('a source that is not there gives no hint', () => {
  expect(
    [newUnit('a'), ofMap, ofFile, newUnit('d', { kind: 'layer', layer: 'gone' })].map((unit) =>
      hasHint(unit, state({})),
    ),
  ).toEqual([false, false, false, false]);
});

it('the map covers the paper only where nothing of the paper is followed', () => {
  expect(hintMap(state({ photo: withMap }))).toBeNull();
  expect(hintMap(state({ photo: withMap, units: [ofMap] }))).toBe(map);
  expect(hintMap(state({ units: [ofMap] }))).toBeNull();
  expect(hintMap(state({ photo: withMap, units: [ofMap, newUnit('a')] }))).toBeNull();
  expect(hintMap(state({ photo: withMap, units: [ofMap, { ...newUnit('a'), on: false }] }))).toBe(map);
  const start = { source: { kind: 'drawing' }, strength: 0.5 } as const;
  expect(hintMap(state({ photo: withMap, units: [ofMap], start }))).toBeNull();
  expect(followsMap(state({ photo: withMap, units: [ofMap, newUnit('a')] }))).toBe(true);
  expect(followsMap(state({ photo: withMap, units: [{ ...ofMap, on: false }] }))).toBe(false);
});

it('each source has its kind, its net and its way to the shape of the picture', () => {
  const page = state({ photo: withMap });
  expect([newUnit('a'), ofMap, ofFile].map((unit) => kindOf(unit, page))).toEqual([
    'threshold',
    'depth_anything',
    'canny',
  ]);
  expect([newUnit('a'), ofMap, ofFile].map((unit) => resizeOf(unit, page))).toEqual(['just', 'fill', 'crop']);
  expect([newUnit('a'), ofMap, ofFile].map((unit) => netOf(unit, pack, page)?.name)).toEqual([
    'scribble',
    'depth',
    'scribble',
  ]);
});

it('a net that the pack does not have is stood in for, and said so', () => {
  const page = state({});
  expect(netOf({ ...newUnit('a'), net: 'depth' }, pack, page)).toEqual({ name: 'depth', fits: true, found: true });
  expect(netOf({ ...newUnit('a'), net: 'seg' }, pack, page)).toEqual({ name: 'scribble', fits: true, found: false });
  expect(netOf(newUnit('a'), { controlNets: [] }, page)).toBeNull();
});

it('a layer is followed by itself, a map by the net of its kind', () => {
  const depth = mapLayer('d', 'image', 'depth_anything', { lines: false });
  const document = { layers: [depth, inkLayer('empty'), inkLayer('ink', [stroke])], active: 'ink' };
  const page = state({ drawing: { past: [], present: document, future: [] } });
  const of = (layer: string) => newUnit(layer, { kind: 'layer', layer });
  expect(['d', 'empty', 'ink', 'gone'].map((id) => hasHint(of(id), page))).toEqual([true, false, true, false]);
  expect(['d', 'ink'].map((id) => netOf(of(id), pack, page)?.name)).toEqual(['depth', 'scribble']);
  expect(kindOf(of('gone'), page)).toBe('threshold');
});
