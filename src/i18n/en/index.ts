// The English catalog: the source of all keys. A namespace is a file; other languages are typed by it.
import { canvas } from './canvas.ts';
import { common } from './common.ts';
import { control } from './control.ts';
import { jobs } from './jobs.ts';
import { library } from './library.ts';
import { shell } from './shell.ts';

export const en = { common, canvas, control, jobs, library, shell };

/** What another language has to say: every key, in its own words. */
export type Catalog = { readonly [N in keyof typeof en]: { readonly [K in keyof (typeof en)[N]]: string } };
