import { expect, it } from 'vitest';
import { keepPicture } from '../../../control/stock.ts';
import { newUnit } from '../../../state/units.ts';
import { INITIAL_STATE } from '../../../state/store.ts';
import type { AppState } from '../../../state/types.ts';
import { noteOf } from './notes.ts';

const pack = {
  name: 'Mini',
  controlNets: [{ name: 'scribble', conditions: ['scribble'] }],
} as unknown as AppState['pack'];
const map = { id: 'm', width: 4, height: 4, kind: 'depth_anything', origin: 'photo' } as const;
const state = (part: Partial<AppState>): AppState => ({ ...INITIAL_STATE, pack, ...part });
const file = keepPicture({ width: 2, height: 2 } as ImageData, 'cat.png');
const ofMap = newUnit('b', { kind: 'map' });
const withMap = { photo: { ...INITIAL_STATE.photo, map } };

it('a source that is not there is told, each in its own words', () => {
  expect(noteOf(newUnit('a'), state({}))?.key).toBe('control:noteBlank');
  expect(noteOf(ofMap, state({}))?.key).toBe('control:noteMap');
  expect(noteOf(newUnit('c', { kind: 'layer', layer: 'x' }), state({}))?.key).toBe('control:noteLayer');
  const gone = { kind: 'file', file: { ...file, id: 'gone' }, preprocessor: 'none', map: null } as const;
  expect(noteOf(newUnit('d', gone), state({}))?.key).toBe('control:noteFileGone');
  const making = newUnit('e', { ...gone, file, preprocessor: 'canny' });
  expect(noteOf(making, state({}))?.key).toBe('control:making');
  expect(noteOf(newUnit('f', { ...gone, file }), state({}))).toBeNull();
});

it('a net that does not fit, is gone or is not there at all is told', () => {
  expect(noteOf(ofMap, state(withMap))).toEqual({
    key: 'control:noteNetUnfit',
    values: { pack: 'Mini', net: 'scribble' },
  });
  expect(noteOf({ ...ofMap, net: 'scribble' }, state(withMap))).toBeNull();
  expect(noteOf({ ...ofMap, net: 'depth' }, state(withMap))).toMatchObject({ values: { wanted: 'depth' } });
  const bare = { name: 'Bare', controlNets: [] } as unknown as AppState['pack'];
  expect(noteOf(ofMap, state({ ...withMap, pack: bare }))?.key).toBe('control:noteNoNets');
});

it('a unit that is off has nothing to say', () => {
  expect(noteOf({ ...newUnit('a'), on: false }, state({}))).toBeNull();
});
