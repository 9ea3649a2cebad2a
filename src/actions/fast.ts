// A LoRA for few steps: its tag and the settings that it is made for, with one press, and back to those before.
import type { CatalogueEntry } from '../catalogue/types.ts';
import { loraWeight, withLora } from '../control/loraTag.ts';
import { store } from '../store/store.ts';
import type { AppState, SettingOverrides } from '../store/types.ts';

export type Fast = NonNullable<CatalogueEntry['fast']>;
const KEYS = ['sampler', 'steps', 'guidanceScale'] as const;

/** What the user had set before; lost with the page, and then the model's own settings hold. */
let before: SettingOverrides = {};

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
    store.setState({ prompt: withLora(prompt, name, 0), overrides: { ...without(overrides), ...before } });
    return;
  }
  before = Object.fromEntries(KEYS.flatMap((key) => (overrides[key] === undefined ? [] : [[key, overrides[key]]])));
  store.setState({ prompt: withLora(prompt, name, 1), overrides: { ...overrides, ...fast } });
}

function without(overrides: SettingOverrides): SettingOverrides {
  return Object.fromEntries(Object.entries(overrides).filter(([key]) => !KEYS.some((each) => each === key)));
}
