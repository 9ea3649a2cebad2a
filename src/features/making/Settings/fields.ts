// The settings as data: the panel is drawn from these records. Defaults come from the pack.
import type { MessageKey } from '../../../i18n/i18n.ts';
import type { RngName, SamplerName } from '../../../../workers/engine/api.ts';
import type { Settings } from '../../../state/settings.ts';
import type { Range } from '../../../ui/Slider.tsx';

export interface NumberField extends Omit<Range, 'label'> {
  readonly key: 'steps' | 'guidanceScale' | 'guidanceRescale' | 'clipSkip';
  readonly label: MessageKey;
  readonly testId: string;
  readonly digits: number;
  /** What is shown for 0, where people count from another number. */
  readonly from?: number;
  /** One sentence: what more of it does. */
  readonly about: MessageKey;
  /** Seldom wanted: it stands under "More". */
  readonly rare?: true;
}

export const NUMBER_FIELDS: readonly NumberField[] = [
  {
    key: 'steps',
    label: 'jobs:setSteps',
    testId: 'steps',
    min: 1,
    max: 100,
    step: 1,
    digits: 0,
    about: 'jobs:setStepsAbout',
  },
  {
    key: 'guidanceScale',
    label: 'jobs:setGuidance',
    testId: 'guidance',
    min: 1,
    max: 15,
    step: 0.1,
    digits: 1,
    about: 'jobs:setGuidanceAbout',
  },
  {
    key: 'guidanceRescale',
    label: 'jobs:setRescale',
    testId: 'guidance-rescale',
    min: 0,
    max: 1,
    step: 0.05,
    digits: 2,
    about: 'jobs:setRescaleAbout',
    rare: true,
  },
  {
    key: 'clipSkip',
    label: 'jobs:setClipSkip',
    testId: 'clip-skip',
    // As A1111 counts: 1 leaves nothing out.
    from: 1,
    min: 1,
    max: 12,
    step: 1,
    digits: 0,
    about: 'jobs:setClipSkipAbout',
    rare: true,
  },
] as const satisfies readonly (NumberField & { readonly key: keyof Settings })[];

/** Where the noise comes from, by the programs that make the same picture of the same seed. */
export const RNG_LABELS: Readonly<Record<RngName, string>> = {
  torch: 'diffusers, A1111 (CPU)',
  philox: 'A1111 (GPU)',
};

export const SAMPLER_LABELS: Readonly<Record<SamplerName, string>> = {
  ddim: 'DDIM',
  'ddim-sgm-uniform': 'DDIM SGM Uniform',
  euler: 'Euler',
  'euler-sgm-uniform': 'Euler SGM Uniform',
  'euler-a': 'Euler a',
  'dpmpp-2m': 'DPM++ 2M',
  'dpmpp-2m-karras': 'DPM++ 2M Karras',
  unipc: 'UniPC',
  lcm: 'LCM',
};
