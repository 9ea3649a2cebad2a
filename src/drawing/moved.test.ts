import { expect, it } from 'vitest';
import { inkLayer, pictureLayer } from './document.ts';
import type { Shape } from './items.ts';
import { movedItem, movedLayer, placeOf } from './moved.ts';
import { between, type Place } from './place.ts';
import { cornersOf } from './shapes.ts';

const paper = { width: 1024, height: 1024 };
const from: Place = { x: 0, y: 0, width: 100, height: 100, angle: 0 };
const twice: Place = { x: 50, y: 0, width: 200, height: 200, angle: 0 };

it('a stroke goes along, and grows as broad as it grows long', () => {
  const pen = { tool: 'pen', size: 4, pressure: true, points: [[10, 20, 0.3]] } as const;
  expect(movedItem(pen, between(from, twice))).toEqual({ ...pen, size: 8, points: [[70, 40, 0.3]] });
});

it('a fill goes along', () => {
  const fill = { tool: 'fill', colour: '#ff0000', rings: [[0, 0, 10, 0, 10, 10]] } as const;
  expect(movedItem(fill, between(from, twice))).toEqual({ ...fill, rings: [[50, 0, 70, 0, 70, 20]] });
});

it('a rectangle is turned as a whole', () => {
  const box: Shape = { tool: 'rectangle', size: 4, from: [10, 0], to: [30, 10] };
  const quarter = movedItem(box, between(from, { ...from, angle: 90 })) as Shape;
  expect(quarter).toEqual({ ...box, from: [-15, 15], to: [5, 25], turn: 90 });
  // 10, 0 has become 0, 10; and 30, 10 has become -10, 30.
  const corners = cornersOf(quarter).map(([x, y]) => [Math.round(x) + 0, Math.round(y) + 0]);
  expect(corners[0]).toEqual([0, 10]);
  expect(corners[2]).toEqual([-10, 30]);
  const back = movedItem(quarter, between({ ...from, angle: 90 }, from));
  expect(back).toEqual(box);
});

it('what is drawn has a place, which the eraser does not widen', () => {
  const pen = { tool: 'pen', size: 4, pressure: true, points: [[10, 20, 0.3]] } as const;
  const eraser = { ...pen, tool: 'eraser', points: [[500, 500, 0.3]] } as const;
  expect(placeOf(inkLayer('a', [pen, eraser]), paper)).toEqual({ x: 10, y: 20, width: 4, height: 4, angle: 0 });
  expect(placeOf(inkLayer('a', [eraser]), paper)).toBeNull();
});

it('a picture is moved with what was drawn on it', () => {
  const pen = { tool: 'pen', size: 4, pressure: true, points: [[10, 20, 0.3]] } as const;
  const layer = pictureLayer('a', 'x', { items: [pen], place: from });
  expect(placeOf(layer, paper)).toEqual(from);
  expect(movedLayer(layer, from, twice)).toEqual({
    ...layer,
    place: twice,
    items: [{ ...pen, size: 8, points: [[70, 40, 0.3]] }],
  });
});
