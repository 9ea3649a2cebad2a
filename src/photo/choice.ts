// What the panel's choices come to: the preprocessor, its sliders, the parameters of the next map. Pure.
import type { Meta, NumberParam, Params, WeightsNeeded } from '../../workers/preprocess/api.ts';
import { PREPROCESSORS } from '../../workers/preprocess/list.ts';
import { RESOLUTION, sliders } from '../../workers/preprocess/params.ts';
import { pixelPerfectResolution } from '../../workers/preprocess/pixelPerfect.ts';
import type { PhotoState } from './types.ts';

/** The chosen preprocessor; the first one where a stored name is no longer known. */
export function chosen({ preprocessor }: Pick<PhotoState, 'preprocessor'>): Meta {
  const meta = PREPROCESSORS.find(({ name }) => name === preprocessor) ?? PREPROCESSORS[0];
  if (!meta) throw new Error('There are no preprocessors.');
  return meta;
}

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** All parameters of the next map. `picture` is the size of the picture that is wanted. */
export function paramsOf(state: PhotoState, picture: Sides): Params {
  const meta = chosen(state);
  const given = state.params[meta.name] ?? {};
  const params = Object.fromEntries(sliders(meta).map(({ key, default: usual }) => [key, given[key] ?? usual]));
  if (!state.pixelPerfect || !state.photo || !hasResolution(meta)) return params;
  return { ...params, [RESOLUTION.key]: pixelPerfect(state.photo, picture, state.resize) };
}

/** The sliders to show: the resolution has none while it follows the picture. */
export function shownSliders(state: PhotoState): readonly NumberParam[] {
  return sliders(chosen(state)).filter(({ key }) => !state.pixelPerfect || key !== RESOLUTION.key);
}

export function hasResolution(meta: Meta): boolean {
  return sliders(meta).some(({ key }) => key === RESOLUTION.key);
}

/** sd-webui-controlnet's pixel-perfect resolution within the slider's range. */
function pixelPerfect(photo: Sides, picture: Sides, resize: PhotoState['resize']): number {
  const value = pixelPerfectResolution(photo, picture, resize);
  return Math.max(RESOLUTION.min, Math.min(RESOLUTION.max, value));
}

/** Weights whose download must be agreed to before the chosen preprocessor can run. */
export function openQuestion(state: PhotoState): WeightsNeeded | null {
  const { weights } = chosen(state);
  return weights && !state.agreed.includes(weights.url) ? weights : null;
}

/** The size of a map made by hand for a photo or picture: the shorter side is as long as preprocessors make it. */
export function handSize({ width, height }: Sides): Sides {
  const k = RESOLUTION.default / Math.min(width, height);
  const side = (length: number): number => Math.min(RESOLUTION.max, Math.round(length * k));
  return { width: side(width), height: side(height) };
}

/** White lines on black, which as dark ink on paper can be drawn on. */
export function isLineMap(kind: Meta['name']): boolean {
  const group = PREPROCESSORS.find(({ name }) => name === kind)?.group;
  return group === 'lines' || group === 'plain';
}
