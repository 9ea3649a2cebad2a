// Where each preprocessor's code is; loaded when it is first asked for.
import type { PreprocessorName, Run } from './types.ts';

export const RUNS: Readonly<Partial<Record<PreprocessorName, () => Promise<{ readonly run: Run }>>>> = {
  none: () => import('./none/run.ts'),
  invert: () => import('./invert/run.ts'),
  threshold: () => import('./threshold/run.ts'),
  canny: () => import('./canny/run.ts'),
  lineart_standard: () => import('./lineart_standard/run.ts'),
  scribble_xdog: () => import('./scribble_xdog/run.ts'),
  mlsd_lsd: () => import('./mlsd_lsd/run.ts'),
  depth_file: () => import('./depth_file/run.ts'),
  openpose: () => import('./openpose/run.ts'),
  normal_bae: () => import('./normal_bae/run.ts'),
  normal_midas: () => import('./normal_midas/run.ts'),
  scribble_hed: () => import('./scribble_hed/run.ts'),
  softedge_hed: () => import('./softedge_hed/run.ts'),
  mlsd: () => import('./mlsd/run.ts'),
  seg_ofade20k: () => import('./seg_ofade20k/run.ts'),
  depth_anything: () => import('./depth_anything/run.ts'),
  scribble_inkling: () => import('./scribble_inkling/run.ts'),
  softedge_inkling: () => import('./softedge_inkling/run.ts'),
};
