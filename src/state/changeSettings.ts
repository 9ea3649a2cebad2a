// What the user sets: words, numbers, seed.
import { randomSeed } from '../machine/seed.ts';
import { store } from './store.ts';
import type { AppState } from './types.ts';
import type { SettingOverrides } from './settings.ts';

export function setPrompt(prompt: string): void {
  store.setState({ prompt });
}

export function setNegativePrompt(negativePrompt: string): void {
  store.setState({ negativePrompt });
}

export function setOverrides(overrides: SettingOverrides): void {
  store.setState((state) => ({ overrides: { ...state.overrides, ...overrides } }));
}

/** Lets everything follow the pack again; the seed stays. */
export function resetSettings(): void {
  store.setState(({ units }) => ({ overrides: {}, units: units.map((unit) => ({ ...unit, weight: null })) }));
}

/** True when there is nothing to reset. */
export function followsPack({ overrides, units }: Pick<AppState, 'overrides' | 'units'>): boolean {
  return Object.keys(overrides).length === 0 && units.every(({ weight }) => weight === null);
}

/** A seed that somebody typed is meant to stay. */
export function typeSeed(value: number): void {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) store.setState({ seed: { value, locked: true } });
}

export function rollSeed(): void {
  store.setState((state) => ({ seed: { ...state.seed, value: randomSeed() } }));
}

export function toggleSeedLock(): void {
  store.setState((state) => ({ seed: { ...state.seed, locked: !state.seed.locked } }));
}
