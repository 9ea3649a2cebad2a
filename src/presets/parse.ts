// Presets out of storage, read as carefully as foreign input; and a list with one more, without two of one name. Pure.
import { parseOverrides } from '../state/saved.ts';
import { isRecord } from '../files/values.ts';
import { MOST_CHARS } from '../words/join.ts';
import { MOST_NAME, MOST_PRESETS, type Preset } from '../state/presets.ts';

/** Whatever of a stored list can be used. */
export function parsePresets(stored: unknown): readonly Preset[] {
  const list: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return list
    .map(parsePreset)
    .filter((preset) => preset !== null)
    .slice(0, MOST_PRESETS);
}

function parsePreset(value: unknown): Preset | null {
  if (!isRecord(value)) return null;
  const { id, name, prompt, negativePrompt, overrides, model } = value;
  if (!isText(id, MOST_NAME) || !isText(name, MOST_NAME) || id === '' || name === '') return null;
  if (!isText(prompt, MOST_CHARS) || !isText(negativePrompt, MOST_CHARS)) return null;
  return {
    id,
    name,
    prompt,
    negativePrompt,
    overrides: isRecord(overrides) ? parseOverrides(overrides) : null,
    model: modelOf(model),
  };
}

function modelOf(value: unknown): Preset['model'] {
  if (!isRecord(value)) return null;
  const { id, name } = value;
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

/** `list` with `added`, each in the place of one of its name, else behind; what is beyond the most is left out. */
export function withPresets(list: readonly Preset[], added: readonly Preset[]): readonly Preset[] {
  const byName = new Map(list.map((preset) => [preset.name, preset]));
  for (const preset of added) byName.set(preset.name, { ...preset, id: byName.get(preset.name)?.id ?? preset.id });
  return [...byName.values()].slice(0, MOST_PRESETS);
}
