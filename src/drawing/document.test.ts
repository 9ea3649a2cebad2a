import { expect, it } from 'vitest';
import {
  activeLayer,
  documentOf,
  EMPTY_DOCUMENT,
  imagesOf,
  inkLayer,
  isBlank,
  isEmpty,
  laidOver,
  pictureLayer,
  withColour,
  withItem,
  withLayer,
  withoutPictures,
} from './document.ts';
import type { Item } from './items.ts';

const pen: Item = { tool: 'pen', size: 20, pressure: false, points: [[1, 2, 0.5]] };
const eraser: Item = { ...pen, tool: 'eraser' };
const fill: Item = { tool: 'fill', colour: '#ff0000', rings: [[0, 0, 1, 0, 1, 1]] };

it('an eraser or a colour alone is nothing that a net could follow', () => {
  expect(isBlank(documentOf([eraser, fill]))).toBe(true);
  expect(isBlank(documentOf([pen]))).toBe(false);
  expect(isBlank(documentOf([{ tool: 'line', size: 4, from: [0, 0], to: [1, 1] }]))).toBe(false);
});

it('a hidden layer and a guide are nothing that a net could follow', () => {
  expect(isBlank(withLayer(documentOf([pen]), 'ink', (layer) => ({ ...layer, shown: false })))).toBe(true);
  const over = (picture: object) => ({ layers: [pictureLayer('p', 'a', picture), inkLayer('ink')], active: 'ink' });
  expect(isBlank(over({}))).toBe(false);
  expect(isBlank(over({ lines: false }))).toBe(true);
  expect(isEmpty(over({ lines: false }))).toBe(false);
});

it('an item goes to the active layer; the others are shared', () => {
  const document = { layers: [inkLayer('a'), inkLayer('b')], active: 'a' };
  const next = withItem(document, pen);
  expect(next).toEqual({ layers: [inkLayer('a', [pen]), inkLayer('b')], active: 'a' });
  expect(next.layers[1]).toBe(document.layers[1]);
});

it('a colour goes under the lines but over what was coloured or erased before', () => {
  const items = withColour(documentOf([pen, eraser, pen]), fill).layers[0]?.items;
  expect(items).toEqual([pen, eraser, fill, pen]);
});

it('the topmost layer stands in for an active one that is gone', () => {
  expect(activeLayer({ layers: [inkLayer('a'), inkLayer('b')], active: 'z' }).id).toBe('b');
});

it('without its pictures a document keeps what was drawn on them', () => {
  const document = {
    layers: [pictureLayer('p', 'a'), pictureLayer('q', 'b', { items: [pen] }), inkLayer('ink')],
    active: 'ink',
  };
  expect(imagesOf(document)).toEqual(['a', 'b']);
  expect(withoutPictures(document)).toEqual({ layers: [inkLayer('q', [pen]), inkLayer('ink')], active: 'ink' });
  expect(withoutPictures(document, () => true)).toBe(document);
});

it('what was drawn before the storage answered lies on what was stored', () => {
  expect(laidOver(documentOf([eraser]), documentOf([pen]))).toEqual(documentOf([eraser, pen]));
  expect(laidOver(EMPTY_DOCUMENT, documentOf([pen]))).toEqual(documentOf([pen]));
  expect(laidOver(documentOf([eraser]), EMPTY_DOCUMENT)).toEqual(documentOf([eraser]));
});
