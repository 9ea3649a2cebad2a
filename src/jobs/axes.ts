// What a comparison grid can vary, as data: how its values are read and what each of them changes. Pure.
import { SAMPLER_NAMES, type SamplerName } from '../../workers/engine/api.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import type { AppState } from '../state/types.ts';
import type { AxisKey } from '../state/axisTypes.ts';
import { withNumbers } from './numbers.ts';
import { type Change, withSeed } from './wish.ts';

export interface Axis {
  readonly key: AxisKey;
  readonly name: MessageKey;
  /** How values are written, by an example. */
  readonly example: string;
  /** Known values, where there are no others. */
  readonly options?: readonly string[];
  /** The values in a text; null when one of them makes no sense. */
  readonly read: (text: string) => readonly string[] | null;
  /** The change that one of the values stands for. */
  readonly change: (value: string, all: readonly string[]) => Change;
  /** False where the page has nothing that it could vary. */
  readonly fits: (page: AppState) => boolean;
}

const always = (): boolean => true;

export const AXES: readonly Axis[] = [
  {
    key: 'seed',
    name: 'jobs:axisSeed',
    example: '1, 2, 3',
    read: withNumbers(0, 2 ** 32 - 1, true),
    change: (value) => withSeed(Number(value)),
    fits: always,
  },
  {
    key: 'steps',
    name: 'jobs:axisSteps',
    example: '4, 8, 16',
    read: withNumbers(1, 150, true),
    change: (value) => setting('steps', Number(value)),
    fits: always,
  },
  {
    key: 'guidance',
    name: 'jobs:axisGuidance',
    example: '1, 2, 4, 8',
    read: withNumbers(0, 30),
    change: (value) => setting('guidanceScale', Number(value)),
    fits: always,
  },
  {
    key: 'weight',
    name: 'jobs:axisWeight',
    example: '0.5, 1, 1.5',
    read: withNumbers(0, 2),
    change: (value) => weightOf(Number(value)),
    fits: ({ units }) => units.some(({ on }) => on),
  },
  {
    key: 'sampler',
    name: 'jobs:axisSampler',
    example: 'ddim, euler',
    options: SAMPLER_NAMES,
    read: (text) => {
      const names = listed(text);
      return names.every((name) => (SAMPLER_NAMES as readonly string[]).includes(name)) ? names : null;
    },
    change: (value) => setting('sampler', value as SamplerName),
    fits: always,
  },
  { key: 'words', name: 'jobs:axisWords', example: 'red, green, blue', read: listed, change: words, fits: always },
  {
    key: 'denoise',
    name: 'jobs:axisDenoise',
    example: '0.3, 0.6, 0.9',
    read: withNumbers(0, 1),
    change: (value) => ({
      request: (request) =>
        request.init ? { ...request, init: { ...request.init, strength: Number(value) } } : request,
      page: (page) => ({ ...page, start: { ...page.start, strength: Number(value) } }),
    }),
    fits: ({ start }) => start.source.kind !== 'none',
  },
];

export function axisOf(key: AxisKey): Axis {
  const axis = AXES.find((each) => each.key === key);
  if (!axis) throw new Error(`There is no axis ${key}.`);
  return axis;
}

/** What stands between commas or on lines of its own. */
function listed(text: string): readonly string[] {
  return text.split(/[,\n]/).flatMap((part) => part.trim() || []);
}

function setting<K extends 'steps' | 'guidanceScale' | 'sampler'>(
  key: K,
  value: NonNullable<AppState['overrides'][K]>,
): Change {
  return {
    request: (request) => ({ ...request, [key]: value }),
    page: (page) => ({ ...page, overrides: { ...page.overrides, [key]: value } }),
  };
}

/** All nets follow alike: the one setting that the page's own slider is, for each of them. */
function weightOf(weight: number): Change {
  return {
    request: (request) => ({ ...request, controls: (request.controls ?? []).map((unit) => ({ ...unit, weight })) }),
    page: (page) => ({ ...page, units: page.units.map((unit) => ({ ...unit, weight })) }),
  };
}

/** As A1111's "Prompt S/R": the first value is looked for in the words and replaced; words without it get the value added. */
function words(value: string, all: readonly string[]): Change {
  const change = (prompt: string): string => {
    const [first = ''] = all;
    if (first !== '' && prompt.includes(first)) return prompt.replaceAll(first, value);
    return prompt.trim() === '' ? value : `${prompt.trim()}, ${value}`;
  };
  return {
    request: (request) => ({ ...request, prompt: change(request.prompt ?? '') }),
    page: (page) => ({ ...page, prompt: change(page.prompt) }),
  };
}
