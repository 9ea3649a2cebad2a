// A preset: words and settings that are used again, under a name.
import type { SettingOverrides } from './settings.ts';

/** Words as A1111's styles have them: `{prompt}` stands for what is typed; without it they go behind it. */
export interface Style {
  readonly name: string;
  readonly prompt: string;
  readonly negativePrompt: string;
}

export interface Preset extends Style {
  readonly id: string;
  /** null: the page's settings stay. */
  readonly overrides: SettingOverrides | null;
  /** What it was saved with, as `PackInfo` names it; null: any. */
  readonly model: { readonly id: string; readonly name: string } | null;
}

export const MOST_PRESETS = 2000;
export const MOST_NAME = 200;
