import { describe, expect, it } from 'vitest';
import { newUnit } from '../state/units.ts';
import { type Document, documentOf } from '../drawing/document.ts';
import { startHistory } from '../drawing/history.ts';
import type { Item } from '../drawing/items.ts';
import { INITIAL_STATE } from '../state/store.ts';
import type { AppState } from '../state/types.ts';
import { linesOf } from './lines.ts';
import { fromPaper, requestOf, toPaper } from './request.ts';

const line: Item = { tool: 'line', size: 10, from: [-100, 0], to: [100, 0] };
const drawing = startHistory(documentOf([line]));
const drawn: AppState = { ...INITIAL_STATE, drawing };
const size = { width: 128, height: 128 };
const map = { id: 'm', width: 64, height: 64, kind: 'depth_anything', origin: 'photo' } as const;

describe('a picture followed', () => {
  it('the strokes of its drawing, on a paper of its shape', () => {
    expect(linesOf(drawn, size)).toMatchObject({
      kind: 'strokes',
      width: 1024,
      height: 1024,
      outlines: [{ erases: false }],
    });
    expect(linesOf(drawn, { width: 192, height: 128 })).toMatchObject({ width: 1024 * Math.sqrt(1.5) });
  });

  it('the same strokes as long as nothing else is drawn', () => {
    const present: Document = { ...drawing.present, pins: [{ at: [0, 0], colour: '#ff0000' }] };
    const again: AppState = { ...drawn, drawing: startHistory(present) };
    expect(linesOf(again, size)).toBe(linesOf(drawn, size));
  });

  it('the drawing that it started from', () => {
    const page: AppState = { ...drawn, units: [], start: { source: { kind: 'drawing' }, strength: 0.5 } };
    expect(linesOf(page, size)).toMatchObject({ kind: 'strokes' });
  });

  it.each<[string, Partial<AppState>]>([
    ['nothing on the paper', { drawing: INITIAL_STATE.drawing }],
    ['no unit', { units: [] }],
    ['a unit that is off', { units: [{ ...newUnit('a'), on: false }] }],
    ['a unit without weight', { units: [{ ...newUnit('a'), weight: 0 }] }],
    ['a depth map', { units: [newUnit('a', { kind: 'map' })], photo: { ...INITIAL_STATE.photo, map } }],
    ['a model without nets', { pack: { controlNets: [] } as unknown as AppState['pack'] }],
  ])('no lines: %s', (_, part) => expect(linesOf({ ...drawn, ...part }, size)).toBeNull());
});

it('places on the paper and in the clean picture go back and forth', () => {
  const sides = { width: 600, height: 400 };
  const picture = { width: 192, height: 128 };
  expect(fromPaper([0, 0], sides, picture)).toEqual([300, 200]);
  const [x, y] = toPaper(fromPaper([123.5, -77], sides, picture), sides, picture);
  expect([x, y]).toEqual([expect.closeTo(123.5, 9), expect.closeTo(-77, 9)]);
});

it('pinned colours are asked for where they lie', () => {
  const pixels = { width: 128, height: 128, data: new Uint8ClampedArray(4 * 128 * 128) } as ImageData;
  const request = requestOf(drawn, pixels, INITIAL_STATE.finish, [{ at: [-512, 512], colour: '#00ff00' }]);
  expect(request.options).toEqual({
    ink: 'shade',
    colours: null,
    background: 'paper',
    gap: 4,
    pinned: [{ x: 0, y: 1024, colour: '#00ff00' }],
  });
  const none = { kind: 'none', width: 1024, height: 1024 };
  expect(requestOf({ ...drawn, units: [] }, pixels, INITIAL_STATE.finish, []).lines).toEqual(none);
});
