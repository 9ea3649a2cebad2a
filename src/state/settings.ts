// Settings: what the user set over what the pack wishes over what holds before any pack is known. Pure.
import type { PackInfo, RngName, SamplerName } from '../../workers/engine/api.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { EMBEDDED } from '../machine/embedded.ts';

/** What the user has set; everything absent follows the pack. */
export interface SettingOverrides {
  readonly steps?: number;
  readonly guidanceScale?: number;
  /** 0...1: how far guidance's result is brought back to the contrast that it had without. */
  readonly guidanceRescale?: number;
  readonly sampler?: SamplerName;
  readonly width?: number;
  readonly height?: number;
  /** Layers of the text encoder to skip from the end. */
  readonly clipSkip?: number;
  readonly rng?: RngName;
  /** Name of a VAE on this device; '': the model's own. */
  readonly vae?: string;
}
export type Settings = Required<SettingOverrides>;

/** What no pack has a wish about. */
const ALWAYS = { clipSkip: 0, rng: 'torch', vae: '' } as const;

/** The settings that the next picture will be made with. */
export function effectiveSettings(overrides: SettingOverrides, pack: PackInfo | null): Settings {
  const { steps, guidanceScale, guidanceRescale, sampler, width, height } = (pack ?? EMBEDDED).defaults;
  return { steps, guidanceScale, guidanceRescale, sampler, width, height, ...ALWAYS, ...overrides };
}

/** Longest side that a picture may have. */
export const MAX_SIDE = 2048;

/** The side next to `side` that the model can make. */
export function fittedSide(side: number, step: number): number {
  const most = Math.floor(MAX_SIDE / step) * step;
  return Math.max(step, Math.min(most, Math.round(side / step) * step));
}

/** A size of the same shape as `like`, of about the pack's own area. */
export function sizeLike(
  like: { readonly width: number; readonly height: number },
  { defaults, sizeMultiple }: Pick<PackInfo, 'defaults' | 'sizeMultiple'>,
): { readonly width: number; readonly height: number } {
  const root = Math.sqrt(like.width / like.height);
  const side = Math.sqrt(defaults.width * defaults.height);
  return { width: fittedSide(side * root, sizeMultiple), height: fittedSide(side / root, sizeMultiple) };
}

export interface Shape {
  readonly label: MessageKey;
  readonly width: number;
  readonly height: number;
}

/** Picture shapes of about the pack's own area. Packs made for very small pictures know one shape only. */
export function shapesOf(pack: PackInfo | null): readonly Shape[] {
  if (!pack) return [];
  const { width, height } = pack.defaults;
  const own: Shape = { label: width === height ? 'jobs:shapeSquare' : 'jobs:shapeStandard', width, height };
  if (Math.min(width, height) < 256) return [own];
  const side = Math.sqrt(width * height);
  // Models are trained on sides in steps of 64; the steps that they can make may be finer.
  const step = Math.max(64, pack.sizeMultiple);
  const fit = (value: number): number => Math.max(1, Math.round(value / step)) * step;
  const shape = (label: MessageKey, ratio: number): Shape => {
    const root = Math.sqrt(ratio);
    return { label, width: fit(side * root), height: fit(side / root) };
  };
  const others = [
    shape('jobs:shapeLandscape', 3 / 2),
    shape('jobs:shapePortrait', 2 / 3),
    shape('jobs:shapeWide', 16 / 9),
    shape('jobs:shapeTall', 9 / 16),
  ];
  const seen = new Set<string>();
  return [own, ...others].filter((each) => {
    const key = `${each.width}x${each.height}`;
    return !seen.has(key) && seen.add(key);
  });
}
