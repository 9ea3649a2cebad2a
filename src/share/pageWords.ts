// Words, seed and settings of a page: encode and parse, a pure pair. Everything parsed is foreign input.
import { parseOverrides } from '../state/saved.ts';
import { isNumber, isRecord } from '../files/values.ts';
import type { AppState } from '../state/types.ts';
import type { SettingOverrides } from '../state/settings.ts';
import { damaged, type Json } from './json.ts';

export interface PageWords {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly seed: AppState['seed'];
  readonly settings: SettingOverrides;
  /** The pack that was loaded; null when unknown. Another pack makes another picture. */
  readonly pack: string | null;
}

const MAX_TEXT = 20_000;

export function wordsOf({ prompt, negativePrompt, seed, overrides, pack }: AppState): PageWords {
  return { prompt, negativePrompt, seed, settings: overrides, pack: pack?.id ?? null };
}

export function encodeWords({ prompt, negativePrompt, seed, settings, pack }: PageWords): Json {
  return {
    p: prompt,
    n: negativePrompt,
    r: seed.value,
    ...(seed.locked && { l: 1 }),
    s: { ...settings },
    ...(pack !== null && { k: pack }),
  };
}

/** @throws AppError 'bad-input'; settings that make no sense are left to the pack. */
export function parseWords(value: unknown): PageWords {
  if (!isRecord(value)) throw damaged();
  const { p, n, r, s, k } = value;
  if (!isText(p) || !isText(n) || !isNumber(r) || !Number.isInteger(r) || r < 0 || r > 2 ** 32 - 1) throw damaged();
  return {
    prompt: p,
    negativePrompt: n,
    seed: { value: r, locked: value['l'] === 1 },
    settings: parseOverrides(s),
    pack: isText(k) ? k : null,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}
