// What is written down of a model on the shelf: data, and its text checked when it is read back. Pure.
import type { ModelKind, ModelRecord } from '../api.ts';

export const MODEL_KINDS: readonly ModelKind[] = [
  'checkpoint',
  'controlnet',
  'vae',
  't2i-adapter',
  'lora',
  'embedding',
  'preview',
];

/** The record in `text`; null for what is none (cut off while it was written, say). */
export function parseRecord(text: string): ModelRecord | null {
  let value: Partial<Record<keyof ModelRecord, unknown>>;
  try {
    value = (JSON.parse(text) as typeof value | null) ?? {};
  } catch {
    return null;
  }
  const { id, kind, name, family, bytes, source, sha256, otherHashes, condition, config, prediction } = value;
  const known = MODEL_KINDS.find((each) => each === kind);
  if (typeof id !== 'string' || typeof name !== 'string' || !known || !Number.isSafeInteger(bytes)) return null;
  return {
    id,
    kind: known,
    name,
    family: family === 'sd1' || family === 'sd2' ? family : 'unknown',
    bytes: bytes as number,
    source: String(source),
    sha256: String(sha256),
    otherHashes: Array.isArray(otherHashes) ? otherHashes.map(String) : [],
    condition: typeof condition === 'string' ? condition : null,
    config: typeof config === 'string' ? config : null,
    prediction: prediction === 'epsilon' || prediction === 'v_prediction' ? prediction : null,
    kept: true,
    uses: [],
  };
}

/** What a net is for, read from what people call it; null where the name does not say. */
export function conditionOf(name: string): string | null {
  const plain = name.toLowerCase();
  return CONDITIONS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** sd-webui's names of the conditions, the more special one first. */
const CONDITIONS: readonly (readonly [string, RegExp])[] = [
  ['lineart_anime', /lineart_?anime|s2_lineart/],
  ['lineart', /line_?art/],
  ['scribble', /scribble|sketch/],
  ['softedge', /soft_?edge|hed\b|pidi/],
  ['canny', /canny/],
  ['mlsd', /mlsd/],
  ['seg', /(^|[_-])seg/],
  ['normal', /normal/],
  ['depth', /depth/],
  ['openpose', /pose/],
  ['inpaint', /inpaint/],
  ['tile', /tile/],
  ['shuffle', /shuffle/],
  ['ip2p', /ip2p/],
];
