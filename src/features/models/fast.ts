// A LoRA for few steps: its tag and the settings that it is made for, with one press, and back to those before.
import type { CatalogueEntry } from '../../catalogue/types.ts';
import { loraWeight, withLora } from '../../control/loraTag.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import type { SettingOverrides } from '../../state/settings.ts';

export type Fast = NonNullable<CatalogueEntry['fast']>;
const KEYS = ['sampler', 'steps', 'guidanceScale'] as const;

/** What the user had set before one of them, by its name; lost with the page, and then the model's own settings hold. */
let before: { readonly name: string; readonly set: SettingOverrides } | null = null;

/** Whether the next picture is made so. Pure. */
export function isFast(
  { prompt, overrides }: Pick<AppState, 'prompt' | 'overrides'>,
  name: string,
  fast: Fast,
): boolean {
  return loraWeight(prompt, name) > 0 && KEYS.every((key) => overrides[key] === fast[key]);
}

export function toggleFast(name: string, fast: Fast): void {
  const { prompt, overrides } = store.getState();
  if (isFast({ prompt, overrides }, name, fast)) {
    const set = before?.name === name ? before.set : {};
    before = null;
    store.setState({ prompt: withLora(prompt, name, 0), overrides: { ...without(overrides), ...set } });
    return;
  }
  // While one of them is in the prompt the settings are its own, changed by hand or not: those before it are remembered already.
  const last = before && loraWeight(prompt, before.name) > 0 ? before : null;
  before = { name, set: last?.set ?? settingsOf(overrides) };
  const cleared = last ? withLora(prompt, last.name, 0) : prompt;
  store.setState({ prompt: withLora(cleared, name, 1), overrides: { ...overrides, ...fast } });
}

const settingsOf = (overrides: SettingOverrides): SettingOverrides =>
  Object.fromEntries(KEYS.flatMap((key) => (overrides[key] === undefined ? [] : [[key, overrides[key]]])));

function without(overrides: SettingOverrides): SettingOverrides {
  return Object.fromEntries(Object.entries(overrides).filter(([key]) => !KEYS.some((each) => each === key)));
}
