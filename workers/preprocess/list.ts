// The preprocessors in the order in which the page shows them. Data only: the app imports this to draw its panels.
import { canny } from './canny/meta.ts';
import { depthAnything } from './depth_anything/meta.ts';
import { depthFile } from './depth_file/meta.ts';
import { invert } from './invert/meta.ts';
import { lineartStandard } from './lineart_standard/meta.ts';
import { mlsd } from './mlsd/meta.ts';
import { mlsdLsd } from './mlsd_lsd/meta.ts';
import { none } from './none/meta.ts';
import { normalBae } from './normal_bae/meta.ts';
import { normalMidas } from './normal_midas/meta.ts';
import { openpose } from './openpose/meta.ts';
import { scribbleXdog } from './scribble_xdog/meta.ts';
import { scribbleInkling } from './scribble_inkling/meta.ts';
import { scribbleHed } from './scribble_hed/meta.ts';
import { segOfade20k } from './seg_ofade20k/meta.ts';
import { softedgeInkling } from './softedge_inkling/meta.ts';
import { softedgeHed } from './softedge_hed/meta.ts';
import { threshold } from './threshold/meta.ts';
import type { Meta } from './types.ts';

export const PREPROCESSORS: readonly Meta[] = [
  none,
  invert,
  threshold,
  canny,
  lineartStandard,
  scribbleXdog,
  mlsdLsd,
  depthAnything,
  depthFile,
  normalBae,
  normalMidas,
  scribbleInkling,
  scribbleHed,
  mlsd,
  softedgeInkling,
  softedgeHed,
  segOfade20k,
  openpose,
];
