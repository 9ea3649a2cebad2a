// The preprocessors in the order in which the page shows them. Data only: the app imports this to draw its panels.
import { invert } from './invert/meta.ts';
import { none } from './none/meta.ts';
import { threshold } from './threshold/meta.ts';
import type { Meta } from './types.ts';

export const PREPROCESSORS: readonly Meta[] = [none, invert, threshold];
