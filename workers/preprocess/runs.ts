// Where each preprocessor's code is; loaded when it is first asked for.
import type { PreprocessorName, Run } from './types.ts';

export const RUNS: Readonly<Partial<Record<PreprocessorName, () => Promise<{ readonly run: Run }>>>> = {
  none: () => import('./none/run.ts'),
  invert: () => import('./invert/run.ts'),
  threshold: () => import('./threshold/run.ts'),
};
