// The photo panel's lasting state as data, read as carefully as foreign input. Pure.
import { RESIZE_MODES } from '../../workers/engine/api.ts';
import type { Params, PreprocessorName } from '../../workers/preprocess/api.ts';
import { PREPROCESSORS } from '../../workers/preprocess/list.ts';
import { sliders } from '../../workers/preprocess/params.ts';
import { MAP_KINDS } from '../photo/nets.ts';
import type { MapInfo, PhotoInfo, PhotoState } from '../photo/types.ts';
import { isNumber, isRecord } from '../files/values.ts';
import { INITIAL_STATE } from '../state/store.ts';

/** Whatever of a stored value can be used; the initial state for the rest. */
export function parsePhoto(value: unknown): PhotoState {
  const initial = INITIAL_STATE.photo;
  if (!isRecord(value)) return initial;
  const agreed = value['agreed'];
  return {
    open: value['open'] === true,
    photo: parseInfo(value['photo']),
    preprocessor: nameOf(value['preprocessor']) ?? initial.preprocessor,
    params: parseParams(value['params']),
    pixelPerfect: value['pixelPerfect'] === true,
    resize: RESIZE_MODES.find((mode) => mode === value['resize']) ?? initial.resize,
    map: parseMap(value['map']),
    pose: typeof value['pose'] === 'string' ? value['pose'] : null,
    agreed: Array.isArray(agreed) ? agreed.filter((each): each is string => typeof each === 'string') : [],
  };
}

function parseInfo(value: unknown): PhotoInfo | null {
  if (!isRecord(value)) return null;
  const { id, width, height, notes } = value;
  if (typeof id !== 'string' || !isNumber(width) || !isNumber(height)) return null;
  const sentences = Array.isArray(notes) ? notes.filter((each) => typeof each === 'string') : [];
  return { id, width, height, notes: sentences };
}

function parseMap(value: unknown): MapInfo | null {
  if (!isRecord(value)) return null;
  const { id, width, height } = value;
  const kind = MAP_KINDS.find((name) => name === value['kind']);
  const origin = (['photo', 'file', 'hand'] as const).find((each) => each === value['origin']);
  if (typeof id !== 'string' || !isNumber(width) || !isNumber(height) || !kind || !origin) return null;
  return { id, width, height, kind, origin };
}

/** Known parameters within their sliders. */
function parseParams(value: unknown): PhotoState['params'] {
  if (!isRecord(value)) return {};
  const params: Partial<Record<PreprocessorName, Params>> = {};
  for (const meta of PREPROCESSORS) {
    const given = value[meta.name];
    if (!isRecord(given)) continue;
    const sound = sliders(meta).flatMap(({ key, min, max }) => {
      const number = given[key];
      return isNumber(number) && number >= min && number <= max ? [[key, number] as const] : [];
    });
    params[meta.name] = Object.fromEntries(sound);
  }
  return params;
}

function nameOf(value: unknown): PreprocessorName | undefined {
  return PREPROCESSORS.find(({ name }) => name === value)?.name;
}
