// What the page asks for: words, settings, seed, hints and the start picture as a request. Reads the state it is given; changes nothing.
import type { PackInfo, Pixels } from '../../workers/engine/api.ts';
import type { ControlRequest, GenerateRequest } from '../services/requestTypes.ts';
import { EMBEDDED_ID } from '../store/embedded.ts';
import { effectiveSettings } from '../store/settings.ts';
import type { AppState } from '../store/types.ts';
import { readWords } from '../words/translate.ts';
import { hasHint, hintOf, netOf, resizeOf } from './hints.ts';
import { hasMask, hasStart, maskPixels, startPixels } from './start.ts';
import type { Unit } from './types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** True when there is something to make a picture of. */
export function hasWish(state: AppState): boolean {
  return state.prompt.trim() !== '' || hasStart(state) || state.units.some((unit) => unit.on && hasHint(unit, state));
}

/** The page as a request to `pack`, its pictures as pixels. */
export function pageRequest(state: AppState, pack: PackInfo): GenerateRequest<Pixels> {
  const { prompt, negativePrompt, overrides, seed, units } = state;
  const settings = effectiveSettings(overrides, pack);
  // The embedded model was taught English captions; others read what they are given.
  const read = (words: string): string => (pack.id === EMBEDDED_ID ? readWords(words).text : words);
  const negative = negativePrompt.trim() === '' ? pack.defaults.negativePrompt : negativePrompt;
  return {
    ...settings,
    vae: hasVae(state, settings.vae) ? settings.vae : null,
    prompt: read(prompt),
    negativePrompt: read(negative),
    seed: seed.value,
    controls: units.flatMap((unit) => controlOf(unit, state, pack, settings) ?? []),
    ...startOf(state, settings),
  };
}

/** Whether a VAE of that name is on this device; the settings show where it is not. */
export function hasVae({ shelf }: Pick<AppState, 'shelf'>, name: string): boolean {
  return name !== '' && shelf.models.some((model) => model.kind === 'vae' && model.name === name);
}

/** A unit as the engine takes it; null when it is off, has nothing to show or the pack has no net to show it to. */
function controlOf(unit: Unit, state: AppState, pack: PackInfo, size: Size): ControlRequest<Pixels> | null {
  const net = netOf(unit, pack, state);
  const image = unit.on && net ? hintOf(unit, state, size) : null;
  if (!net || !image) return null;
  const { weight, start, end, mode } = unit;
  const resize = resizeOf(unit, state);
  const { controlWeight, controlMode } = pack.defaults;
  return { net: net.name, image, weight: weight ?? controlWeight, start, end, mode: mode ?? controlMode, resize };
}

function startOf(state: AppState, size: Size): Pick<GenerateRequest<Pixels>, 'init' | 'mask'> {
  const image = startPixels(state, size);
  if (!image) return {};
  const init = { image, strength: state.start.strength };
  return hasMask(state.mask) ? { init, mask: maskPixels(state.mask, size) } : { init };
}
