import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from '../state/store.ts';
import { axisOf } from './axes.ts';
import { cellCount, gridChanges } from './grid.ts';
import type { Request } from './wish.ts';

const request: Request = {
  prompt: 'a red house',
  seed: 1,
  steps: 8,
  controls: [{ image: { width: 1, height: 1, data: new Uint8ClampedArray(4) }, weight: 1 }],
};

describe('values', () => {
  it.each([
    ['seed', '1, 2,3', ['1', '2', '3']],
    ['seed', '5..8', ['5', '6', '7', '8']],
    ['steps', '4 8  16', ['4', '8', '16']],
    ['guidance', '1.5, 2', ['1.5', '2']],
    ['sampler', 'ddim, euler', ['ddim', 'euler']],
    ['words', 'red\nlight blue,  green', ['red', 'light blue', 'green']],
    ['words', ' ', []],
  ] as const)('%s: %j', (key, text, values) => expect(axisOf(key).read(text)).toEqual(values));

  it.each([
    ['seed', '1.5'],
    ['seed', 'a'],
    ['seed', '8..5'],
    ['seed', '0..100000'],
    ['steps', '0'],
    ['weight', '2.5'],
    ['sampler', 'magic'],
  ] as const)('%s: %j makes no sense', (key, text) => expect(axisOf(key).read(text)).toBe(null));
});

describe('changes', () => {
  it('change request and page alike', () => {
    const { request: onRequest, page } = axisOf('steps').change('16', []);
    expect(onRequest(request).steps).toBe(16);
    expect(page(INITIAL_STATE).overrides.steps).toBe(16);
  });

  it('weigh every net', () => {
    const change = axisOf('weight').change('0.5', []);
    expect(change.request(request).controls?.map(({ weight }) => weight)).toEqual([0.5]);
    expect(change.page(INITIAL_STATE).units.map(({ weight }) => weight)).toEqual([0.5]);
  });

  it('replace the first of the words, or add to words without it', () => {
    const all = ['red', 'blue'];
    expect(axisOf('words').change('blue', all).request(request).prompt).toBe('a blue house');
    expect(axisOf('words').change('blue', all).request({ prompt: 'cat' }).prompt).toBe('cat, blue');
    expect(axisOf('words').change('blue', all).request({ prompt: '' }).prompt).toBe('blue');
  });
});

it('a grid goes through its rows from left to right', () => {
  const axes = { x: { key: 'steps', values: ['4', '8'] }, y: { key: 'seed', values: ['1', '2', '3'] } } as const;
  const cells = gridChanges(axes).map((change) => change.request(request));
  expect(cells.map(({ seed, steps }) => [seed, steps])).toEqual([
    [1, 4],
    [1, 8],
    [2, 4],
    [2, 8],
    [3, 4],
    [3, 8],
  ]);
  expect(cellCount(axes)).toBe(6);
  expect(gridChanges({ x: axes.x, y: null }).length).toBe(2);
});
