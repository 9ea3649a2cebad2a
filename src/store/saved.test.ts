import { expect, it } from 'vitest';
import { documentOf, EMPTY_DOCUMENT, inkLayer, pictureLayer } from '../drawing/document.ts';
import { parseDrawing, parseWords, toDrawing, toWords } from './saved.ts';
import { effectiveSettings, shapesOf } from './settings.ts';
import { INITIAL_STATE } from './store.ts';

it('what is saved comes back', () => {
  const strokes = [{ tool: 'pen', size: 20, pressure: false, points: [[1, 2, 0.5]] }] as const;
  const present = { layers: [pictureLayer('a', 'b', { inverted: true }), inkLayer('c', strokes)], active: 'c' };
  const state = {
    ...INITIAL_STATE,
    drawing: { past: [], present, future: [] },
    prompt: 'house',
    overrides: { steps: 12, sampler: 'euler' },
  } as const;
  expect(parseWords(structuredClone(toWords(state)))).toEqual(toWords(state));
  expect(parseDrawing(structuredClone(toDrawing(state)))).toEqual(present);
});

it('damaged parts are left out, sound parts stay', () => {
  const sound = { tool: 'pen', size: 20, pressure: false, points: [[1, 2, 0.5]] };
  const drawing = { strokes: [{ ...sound, size: NaN }, 5, sound, { ...sound, points: [[1]] }], image: 7 };
  const words = {
    prompt: 'house',
    negativePrompt: 3,
    overrides: { steps: 'many', width: 256, sampler: 'plms' },
    seed: null,
  };
  expect(parseDrawing(drawing)).toEqual(documentOf([{ ...sound, points: [[1, 2, 0.5]] }] as never));
  expect(parseDrawing(undefined)).toEqual(EMPTY_DOCUMENT);
  expect(parseWords(words)).toEqual({ prompt: 'house', overrides: { width: 256 } });
  expect(parseWords(undefined)).toEqual({});
});

const pack = {
  defaults: {
    width: 512,
    height: 512,
    steps: 20,
    sampler: 'unipc',
    guidanceScale: 7,
    negativePrompt: '',
    controlWeight: 1,
  },
  sizeMultiple: 64,
} as unknown as Parameters<typeof shapesOf>[0];

it('settings follow the pack but for what the user set', () => {
  expect(effectiveSettings({ steps: 4 }, pack)).toEqual({
    steps: 4,
    guidanceScale: 7,
    sampler: 'unipc',
    width: 512,
    height: 512,
  });
});

it('shapes keep about the area and the multiple', () => {
  for (const { width, height } of shapesOf(pack)) {
    expect([width % 64, height % 64]).toEqual([0, 0]);
    expect(Math.abs((width * height) / 512 ** 2 - 1)).toBeLessThan(0.15);
  }
  expect(shapesOf(pack).map((shape) => shape.label)).toEqual(['Square', 'Landscape', 'Portrait', 'Wide', 'Tall']);
});
