import { expect, it } from 'vitest';
import { INITIAL_STATE } from '../state/store.ts';
import { chosen, handSize, isLineMap, openQuestion, paramsOf, shownSliders } from './choice.ts';
import type { PhotoState } from './types.ts';

const state = (part: Partial<PhotoState>): PhotoState => ({ ...INITIAL_STATE.photo, ...part });
const photo = { id: 'a', width: 4000, height: 3000, notes: [] };
const picture = { width: 768, height: 512 };

it('parameters are the defaults but for what the user set', () => {
  expect(paramsOf(state({}), picture)).toEqual({ low: 100, high: 200, resolution: 512 });
  expect(paramsOf(state({ params: { canny: { low: 30 }, threshold: { threshold: 9 } } }), picture)).toEqual({
    low: 30,
    high: 200,
    resolution: 512,
  });
});

// sd-webui-controlnet: k0 = 512 / 3000, k1 = 768 / 4000; the larger for a map that covers, the smaller for one that fits.
it.each([
  ['just', 576],
  ['crop', 576],
  ['fill', 512],
] as const)('pixel-perfect, %s: %i', (resize, resolution) => {
  const perfect = state({ photo, resize, pixelPerfect: true });
  expect(paramsOf(perfect, picture)['resolution']).toBe(resolution);
  expect(shownSliders(perfect).map(({ key }) => key)).toEqual(['low', 'high']);
});

it('pixel-perfect stays within the slider', () => {
  const perfect = state({ photo: { ...photo, width: 4000, height: 10 }, resize: 'fill', pixelPerfect: true });
  expect(paramsOf(perfect, picture)['resolution']).toBe(64);
});

it('a preprocessor without a resolution gets none', () => {
  expect(paramsOf(state({ photo, preprocessor: 'threshold', pixelPerfect: true }), picture)).toEqual({
    threshold: 127,
  });
});

it('a download is asked about once', () => {
  const question = openQuestion(state({ preprocessor: 'softedge_hed' }));
  expect(question).toMatchObject({ licence: 'Apache-2.0' });
  expect(openQuestion(state({ preprocessor: 'softedge_hed', agreed: [question!.url] }))).toBeNull();
  expect(openQuestion(state({ preprocessor: 'canny' }))).toBeNull();
});

it('a name that is no longer known gives the first preprocessor', () => {
  expect(chosen(state({ preprocessor: 'gone' as 'canny' })).name).toBe('none');
});

it('only lines go on the paper', () => {
  expect(
    ['canny', 'mlsd', 'invert', 'depth_anything', 'openpose', 'seg_ofade20k'].filter((kind) =>
      isLineMap(kind as 'canny'),
    ),
  ).toEqual(['canny', 'mlsd', 'invert']);
});

it('a map made by hand has 512 pixels on its shorter side', () => {
  expect(handSize(photo)).toEqual({ width: 683, height: 512 });
  expect(handSize({ width: 128, height: 128 })).toEqual({ width: 512, height: 512 });
});
