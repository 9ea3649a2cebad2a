// What the page asks for: words, settings, seed, hints and the start picture as a request. Reads the state it is given; changes nothing.
import type { PackInfo, Pixels } from '../../workers/engine/api.ts';
import { coloursAlone, followsColours } from '../drawing/colours.ts';
import { renderPicture } from '../drawing/render.ts';
import type { ControlRequest, GenerateRequest } from '../machine/requestTypes.ts';
import { EMBEDDED_ID } from '../machine/embedded.ts';
import { effectiveSettings } from '../state/settings.ts';
import type { AppState } from '../state/types.ts';
import { readWords } from '../words/translate.ts';
import { hasHint, hintOf, netOf, resizeOf } from './hints.ts';
import { hasMask, hasStart, maskPixels, startPixels } from './start.ts';
import type { Unit } from '../state/control.ts';
import { isOfPaper } from '../state/units.ts';

/** The embedded model's net for flat colours, and how strongly it acts. */
const COLOUR_NET = 'colour';
const COLOUR_WEIGHT = 1;

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
  const controls = units.flatMap((unit) => controlOf(unit, state, pack, settings) ?? []);
  return {
    ...settings,
    vae: hasVae(state, settings.vae) ? settings.vae : null,
    prompt: read(prompt),
    negativePrompt: read(negative),
    seed: seed.value,
    controls: [...controls, ...coloursOf(state, pack, settings, controls)],
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

/**
 * The drawing's flat colours for the embedded model's net of colours, beside its lines: whoever draws in colours means them.
 * Nets of other models know other maps. Nothing where no unit follows the paper, or where one shows that net something else.
 */
function coloursOf(
  { units, drawing }: AppState,
  pack: PackInfo,
  { width, height }: Size,
  controls: readonly ControlRequest<Pixels>[],
): readonly ControlRequest<Pixels>[] {
  const { present } = drawing;
  const net = pack.id === EMBEDDED_ID && pack.controlNets.find(({ name }) => name === COLOUR_NET);
  const followed = units.some(({ on, source }) => on && isOfPaper(source));
  if (!net || !followed || !followsColours(present) || controls.some((each) => each.net === net.name)) return [];
  const image = renderPicture(coloursAlone(present), width, height);
  const { controlMode } = pack.defaults;
  return [{ net: net.name, image, weight: COLOUR_WEIGHT, start: 0, end: 1, mode: controlMode, resize: 'just' }];
}

function startOf(state: AppState, size: Size): Pick<GenerateRequest<Pixels>, 'init' | 'mask' | 'maskBlur'> {
  const image = startPixels(state, size);
  if (!image) return {};
  const init = { image, strength: state.start.strength };
  if (!hasMask(state.mask)) return { init };
  return { init, mask: maskPixels(state.mask, size), maskBlur: state.mask.blur };
}
