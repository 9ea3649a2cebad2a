// Spanish.
import type { Words } from '../languageWords.ts';
import { canvas } from './canvas.ts';
import { classes } from './classes.ts';
import { common } from './common.ts';
import { control } from './control.ts';
import { editors } from './editors.ts';
import { errors } from './errors.ts';
import { files } from './files.ts';
import { finish } from './finish.ts';
import { jobs } from './jobs.ts';
import { later } from './later.ts';
import { library } from './library.ts';
import { photo } from './photo.ts';
import { presets } from './presets.ts';
import { preprocess } from './preprocess.ts';
import { shell } from './shell.ts';

export const es: Words = {
  catalog: { common, canvas, control, editors, finish, jobs, later, library, photo, presets, shell },
  machine: { ...classes, ...errors, ...files, ...preprocess },
};
