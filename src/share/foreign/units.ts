// Control units as sd-webui-controlnet has written them over the years, and as SD.Next does. Pure.
import type { ControlMode, ResizeMode } from '../../../workers/engine/api.ts';
import type { DraftControl } from './types.ts';
import { isNothing, textOf } from './values.ts';

/** Names of modes in sd-webui-controlnet and InvokeAI, lower case without the signs between words. */
const MODES: Readonly<Record<string, ControlMode>> = {
  balanced: 'balanced',
  mypromptismoreimportant: 'prompt',
  moreprompt: 'prompt',
  controlnetismoreimportant: 'control',
  morecontrol: 'control',
  positivepromptonly: 'positive',
  guessmode: 'guess',
};

const RESIZES: Readonly<Record<string, ResizeMode>> = {
  justresize: 'just',
  justresizesimple: 'just',
  cropandresize: 'crop',
  cropresize: 'crop',
  innerfitscaletofit: 'crop',
  scaletofitinnerfit: 'crop',
  resizeandfill: 'fill',
  fillresize: 'fill',
  outerfitshrinktofit: 'fill',
  envelopeouterfit: 'fill',
};

const plain = (value: unknown): string => (textOf(value) ?? '').toLowerCase().replaceAll(/[^a-z]/g, '');

export const controlModeOf = (value: unknown): ControlMode | null => MODES[plain(value)] ?? null;
export const resizeModeOf = (value: unknown): ResizeMode | null => RESIZES[plain(value)] ?? null;

/** Keys of an infotext that hold a unit: `ControlNet`, `ControlNet 0`, `ControlNet-0`. */
export const UNIT_KEY = /^ControlNet([ -]?\d)?$/i;
/** A key, a colon and a value within a unit; a value in brackets may hold commas. */
const UNIT_PAIR = /([a-z][a-z/ ]{1,40}):\s*(\([^()]*\)|[^,]*)(?:,|$)/gi;

/**
 * A unit's text: "Module: canny, Model: control_v11p_sd15_canny [d14c016b], Weight: 1, ..." since 2023-05, and
 * "preprocessor: canny, model: ..., weight: 1, starting/ending: (0, 1), ..." before. Null where there is none in it.
 */
export function unitOf(text: string): DraftControl | null {
  const pairs = new Map<string, string>();
  for (const [, key = '', value = ''] of text.matchAll(UNIT_PAIR)) pairs.set(key.trim().toLowerCase(), value.trim());
  const get = (...keys: readonly string[]): string | undefined => keys.flatMap((key) => pairs.get(key) ?? [])[0];
  const net = get('model');
  if (isNothing(net)) return null;
  const [, from, to] = /^\(\s*([^,]+),\s*([^)]+)\)$/.exec(get('starting/ending') ?? '') ?? [];
  const guess = get('guess mode')?.toLowerCase() === 'true';
  return {
    net,
    preprocessor: get('module', 'preprocessor'),
    weight: get('weight'),
    start: get('guidance start') ?? from,
    end: get('guidance end') ?? to,
    mode: guess ? 'guess' : get('control mode'),
    resize: get('resize mode'),
  };
}
