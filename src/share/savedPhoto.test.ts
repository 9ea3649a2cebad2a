import { expect, it } from 'vitest';
import { parsePhoto } from './savedPhoto.ts';
import { INITIAL_STATE } from '../state/store.ts';
import type { AppState } from '../state/types.ts';

const photo: AppState['photo'] = {
  open: true,
  photo: { id: 'a', width: 20, height: 10, notes: ['It was scaled.'] },
  preprocessor: 'threshold',
  params: { threshold: { threshold: 30 }, canny: { low: 5 } },
  pixelPerfect: true,
  resize: 'fill',
  map: { id: 'b', width: 20, height: 10, kind: 'seg_ofade20k', origin: 'hand' },
  pose: '{"people":[]}',
  agreed: ['https://example.org/a.pth'],
};

it('what is saved comes back', () => {
  expect(parsePhoto(structuredClone(photo))).toEqual(photo);
});

it('nothing saved is the initial state', () => {
  for (const value of [undefined, null, 7, [], {}]) expect(parsePhoto(value)).toEqual(INITIAL_STATE.photo);
});

it('damaged parts are left out, sound parts stay', () => {
  const damaged = {
    ...photo,
    photo: { id: 5 },
    preprocessor: 'magic',
    params: { canny: { low: 500, high: 90, extra: 1 }, magic: { a: 1 } },
    resize: 'squash',
    map: { ...photo.map, kind: 'magic' },
    agreed: ['https://example.org/a.pth', 7],
  };
  expect(parsePhoto(damaged)).toEqual({
    ...photo,
    photo: null,
    preprocessor: 'canny',
    params: { canny: { high: 90 } },
    resize: 'crop',
    map: null,
  });
});
