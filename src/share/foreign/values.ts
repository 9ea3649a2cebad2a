// Values of foreign texts: numbers, words and lists taken out of whatever stands there. Pure; nothing here throws.
import { isRecord } from '../../files/values.ts';

export { isRecord };

export type Fields = Readonly<Record<string, unknown>>;

/** Absent, empty or a "none" in one of its spellings. */
export function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && /^(|none|null|undefined)$/i.test(value.trim()))
  );
}

/** A finite number, also one written as text; else null. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The text, or that of a list's first item; null where there is none. */
export function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.length > 0 ? textOf((value as readonly unknown[])[0]) : null;
  return typeof value === 'string' ? value : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A file's name without folders and the endings of model files. */
export function modelName(value: unknown): string | null {
  // Some savers keep the picture of the choice beside it.
  const name = textOf(isRecord(value) ? value['content'] : value)
    ?.split(/[\\/]/)
    .pop()
    ?.replace(/\.(safetensors|ckpt|pth?|bin|gguf|onnx)$/i, '')
    .trim();
  return name === undefined || isNothing(name) ? null : name;
}

/** JSON's value; undefined where the text is no JSON object or list. */
export function jsonOf(text: string): unknown {
  const start = text.trimStart()[0];
  if (start !== '{' && start !== '[') return undefined;
  try {
    // Python's json writes NaN, which no other reader takes; ComfyUI's `is_changed` is one.
    return JSON.parse(text.includes('NaN') ? text.replace(/:\s*NaN\b/g, ': null') : text) as unknown;
  } catch {
    return undefined;
  }
}

/** Keys of `json` that say something and were not read; for the list of what is not taken. */
export function leftOver(json: Fields, known: ReadonlySet<string>): readonly string[] {
  return Object.entries(json).flatMap(([key, value]) =>
    known.has(key) || saysNothing(value) ? [] : [key.slice(0, 80)],
  );
}

function saysNothing(value: unknown): boolean {
  if (isNothing(value) || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
