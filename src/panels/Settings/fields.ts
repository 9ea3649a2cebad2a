// The settings as data: the panel is drawn from these records. Defaults come from the pack.
import type { SamplerName } from '../../../workers/engine/api.ts';
import type { Settings } from '../../store/types.ts';
import type { Range } from '../../ui/Slider.tsx';

export interface NumberField extends Range {
  readonly key: 'steps' | 'guidanceScale';
  readonly testId: string;
  readonly digits: number;
  /** One sentence: what more of it does. */
  readonly about: string;
}

export const NUMBER_FIELDS: readonly NumberField[] = [
  {
    key: 'steps',
    label: 'Steps',
    testId: 'steps',
    min: 1,
    max: 100,
    step: 1,
    digits: 0,
    about: 'More steps take longer and bring more detail.',
  },
  {
    key: 'guidanceScale',
    label: 'Guidance',
    testId: 'guidance',
    min: 1,
    max: 15,
    step: 0.1,
    digits: 1,
    about: 'How strictly the picture follows the words. At 1 the words guide least and each step is twice as fast.',
  },
] as const satisfies readonly (NumberField & { readonly key: keyof Settings })[];

export const SAMPLER_LABELS: Readonly<Record<SamplerName, string>> = {
  ddim: 'DDIM',
  euler: 'Euler',
  'euler-a': 'Euler a',
  'dpmpp-2m': 'DPM++ 2M',
  'dpmpp-2m-karras': 'DPM++ 2M Karras',
  unipc: 'UniPC',
  lcm: 'LCM',
};
