// What the page asks for: words, settings, seed and hints as a request. Reads the state it is given; changes nothing.
import type { PackInfo, Pixels } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { renderHint } from '../drawing/paint.ts';
import { isBlank } from '../drawing/strokes.ts';
import { netFor } from '../photo/nets.ts';
import { mapOf } from '../photo/stock.ts';
import type { ControlRequest, GenerateRequest } from '../services/requestTypes.ts';
import { hintMap } from '../store/hint.ts';
import { effectiveSettings } from '../store/settings.ts';
import type { AppState } from '../store/types.ts';

/** True when there is something to make a picture of. */
export function hasWish(state: AppState): boolean {
  return hintMap(state) !== null || !isBlank(state.drawing.present) || state.prompt.trim() !== '';
}

/** The page as a request to `pack`, its pictures as pixels. */
export function pageRequest(state: AppState, pack: PackInfo): GenerateRequest<Pixels> {
  const { prompt, negativePrompt, overrides, seed } = state;
  const { controlWeight, ...rest } = effectiveSettings(overrides, pack);
  const hint = hintOf(state, pack, rest);
  const controls = hint ? [{ ...hint, weight: controlWeight }] : [];
  const negative = negativePrompt.trim() === '' ? pack.defaults.negativePrompt : negativePrompt;
  return { ...rest, prompt, negativePrompt: negative, seed: seed.value, controls };
}

/** The map for the net of its kind where the user chose so, else the drawing for the net made for scribbles. */
function hintOf(
  state: AppState,
  pack: PackInfo,
  { width, height }: { readonly width: number; readonly height: number },
): ControlRequest<Pixels> | null {
  const map = hintMap(state);
  const pixels = mapOf(map?.id)?.pixels;
  if (map && pixels) return { image: pixels, resize: state.photo.resize, ...netOf(pack, map.kind) };
  const { present } = state.drawing;
  if (isBlank(present)) return null;
  return { image: renderHint(present, width, height), ...netOf(pack, 'threshold') };
}

function netOf(pack: PackInfo, kind: PreprocessorName): { readonly net?: string } {
  const net = netFor(pack, kind);
  return net ? { net: net.name } : {};
}
