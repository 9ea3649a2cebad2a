import { expect, it } from 'vitest';
import { documentOf } from '../../drawing/document.ts';
import { startHistory } from '../../drawing/history.ts';
import { applyPage, encodePage, pageOf, parsePage } from '../../share/page.ts';
import { mergePage } from './mergePage.ts';
import { sameSlices } from './saver.ts';
import { INITIAL_STATE } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';

const stroke = (x: number) => ({ tool: 'pen', size: 20, pressure: false, points: [[x, 0, 0.5]] }) as const;
const saved: AppState = {
  ...INITIAL_STATE,
  prompt: 'a house',
  overrides: { steps: 12 },
  drawing: startHistory(documentOf([stroke(1)])),
};

it('a saved page comes back on an untouched one', () => {
  const now = { ...INITIAL_STATE, ...mergePage(saved, INITIAL_STATE) };
  expect(encodePage(now)).toBe(encodePage(saved));
});

it('what was done before the storage answered is newer: words stay, strokes lie on top', () => {
  const early = { ...INITIAL_STATE, prompt: 'typed', drawing: startHistory(documentOf([stroke(2)])) };
  const now = { ...early, ...mergePage(saved, early) };
  expect(now).toMatchObject({ prompt: 'typed', overrides: { steps: 12 } });
  expect(now.drawing.present.layers[0]?.items).toEqual([stroke(1), stroke(2)]);
});

it('a page is saved when something on it has changed, not when it was only read or the pack came', () => {
  const page = pageOf(saved);
  expect(sameSlices(page, pageOf({ ...saved, notice: { id: 1, text: '' } }))).toBe(true);
  expect(sameSlices(page, pageOf({ ...saved, pack: { id: 'mini' } as AppState['pack'] }))).toBe(true);
  expect(sameSlices(page, pageOf({ ...saved, prompt: 'a hut' }))).toBe(false);
  expect(sameSlices(page, pageOf({ ...saved, drawing: startHistory(documentOf([stroke(3)])) }))).toBe(false);
});

it('a stored page with a damaged slice keeps the others', () => {
  const text = encodePage(saved).replace('"d":{', '"d":7,"x":{');
  const page = parsePage(text, 'skip');
  expect(page.words.prompt).toBe('a house');
  expect(applyPage(page, INITIAL_STATE)).toMatchObject({ overrides: { steps: 12 } });
});
