// What survives a reload, as data: encode and parse, a pure pair. Stored data is read as carefully as foreign input.
import { SAMPLER_NAMES } from '../../workers/engine/api.ts';
import { EMPTY_DRAWING, type Drawing, type Point, type Stroke } from '../drawing/strokes.ts';
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

export function toDrawing(state: AppState): Drawing {
  return state.drawing.present;
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
export function parseDrawing(value: unknown): Drawing {
  if (!isRecord(value) || !Array.isArray(value['strokes'])) return EMPTY_DRAWING;
  const image = value['image'];
  return {
    strokes: value['strokes'].filter(isStroke),
    image:
      isRecord(image) && typeof image['id'] === 'string'
        ? { id: image['id'], inverted: image['inverted'] === true }
        : null,
  };
}

function isStroke(value: unknown): value is Stroke {
  if (!isRecord(value)) return false;
  const { tool, size, pressure, points } = value;
  const known = (tool === 'pen' || tool === 'eraser') && isNumber(size) && typeof pressure === 'boolean';
  return known && Array.isArray(points) && points.length > 0 && points.every(isPoint);
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 3 && value.every(isNumber);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
