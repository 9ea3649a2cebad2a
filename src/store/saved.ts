// What survives a reload, as data: encode and parse, a pure pair. Stored data is read as carefully as foreign input.
import { SAMPLER_NAMES } from '../../workers/engine/api.ts';
import type { Document } from '../drawing/document.ts';
import { encodeDocument, parseDocument, type WireDocument } from '../drawing/wire.ts';
import type { AppState, SettingOverrides } from './types.ts';

export interface Words {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly overrides: SettingOverrides;
  readonly seed: AppState['seed'];
  readonly brush: AppState['brush'];
}

/** The lasting part of the state but for the drawing, which is stored apart: it is larger. */
export function toWords({ prompt, negativePrompt, overrides, seed, brush }: AppState): Words {
  return { prompt, negativePrompt, overrides, seed, brush };
}

/** The drawing's wire form; the same object for the same drawing. */
export function toDrawing(state: AppState): WireDocument {
  return encodeDocument(state.drawing.present);
}

/** Whatever of a stored value can be used. */
export function parseWords(value: unknown): Partial<Words> {
  if (!isRecord(value)) return {};
  const { prompt, negativePrompt, seed, brush } = value;
  const numbers = isRecord(brush) && isNumber(brush['pen']) && isNumber(brush['eraser']);
  return {
    ...(typeof prompt === 'string' && { prompt }),
    ...(typeof negativePrompt === 'string' && { negativePrompt }),
    overrides: parseOverrides(value['overrides']),
    ...(isRecord(seed) &&
      isNumber(seed['value']) && { seed: { value: seed['value'], locked: seed['locked'] === true } }),
    ...(numbers && { brush: { pen: Number(brush['pen']), eraser: Number(brush['eraser']) } }),
  };
}

/** Known settings of sensible type; anything else is left out and the pack's default holds. */
export function parseOverrides(value: unknown): SettingOverrides {
  if (!isRecord(value)) return {};
  const numbers: Record<string, number> = {};
  for (const [key, min, max] of OVERRIDE_RANGES) {
    const number = value[key];
    if (isNumber(number) && number >= min && number <= max) numbers[key] = number;
  }
  const sampler = SAMPLER_NAMES.find((name) => name === value['sampler']);
  return { ...numbers, ...(sampler && { sampler }) };
}

const OVERRIDE_RANGES = [
  ['steps', 1, 150],
  ['guidanceScale', 0, 30],
  ['width', 8, 2048],
  ['height', 8, 2048],
] as const;

/** The drawing, without whatever in it is damaged; an empty one when there is none. */
export function parseDrawing(value: unknown): Document {
  return parseDocument(value, 'skip');
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
