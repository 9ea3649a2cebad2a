// Spanish.
import type { Catalog } from '../en/index.ts';
import { canvas } from './canvas.ts';
import { common } from './common.ts';
import { control } from './control.ts';
import { jobs } from './jobs.ts';
import { library } from './library.ts';
import { shell } from './shell.ts';

export const es: Catalog = { common, canvas, control, jobs, library, shell };
