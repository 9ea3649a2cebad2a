// Settings out of storage, links and files, read as carefully as foreign input; and what such reading needs. Pure.
import { RNG_NAMES, SAMPLER_NAMES } from '../../workers/engine/api.ts';
import { isNumber, isRecord } from '../files/values.ts';
import type { SettingOverrides } from './settings.ts';

/** Known settings of sensible type; anything else is left out and the pack's default holds. */
export function parseOverrides(value: unknown): SettingOverrides {
  if (!isRecord(value)) return {};
  const numbers: Record<string, number> = {};
  for (const [key, min, max] of OVERRIDE_RANGES) {
    const number = value[key];
    if (isNumber(number) && number >= min && number <= max) numbers[key] = number;
  }
  const sampler = SAMPLER_NAMES.find((name) => name === value['sampler']);
  const rng = RNG_NAMES.find((name) => name === value['rng']);
  const vae = value['vae'];
  const named = typeof vae === 'string' && vae !== '' && vae.length <= 200;
  return { ...numbers, ...(sampler && { sampler }), ...(rng && { rng }), ...(named && { vae }) };
}

const OVERRIDE_RANGES = [
  ['steps', 1, 150],
  ['guidanceScale', 0, 30],
  ['guidanceRescale', 0, 1],
  ['width', 8, 2048],
  ['height', 8, 2048],
  ['clipSkip', 0, 11],
] as const;
