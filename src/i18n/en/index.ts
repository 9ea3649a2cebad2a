// The English catalog: the source of all keys. A namespace is a file; other languages are typed by it.
import { canvas } from './canvas.ts';
import { common } from './common.ts';
import { control } from './control.ts';
import type { editors } from './editors.ts';
import type { finish } from './finish.ts';
import { jobs } from './jobs.ts';
import type { later } from './later.ts';
import { library } from './library.ts';
import type { photo } from './photo.ts';
import type { presets } from './presets.ts';
import { shell } from './shell.ts';

/** What the page needs from the start. */
export const en = { common, canvas, control, jobs, library, shell };

/** All of it; what is not in `en` comes with the part of the page that says it (`i18n/words`). */
export type English = typeof en & {
  readonly editors: typeof editors;
  readonly finish: typeof finish;
  readonly later: typeof later;
  readonly photo: typeof photo;
  readonly presets: typeof presets;
};

/** What another language has to say: every key, in its own words. */
export type Catalog = { readonly [N in keyof English]: { readonly [K in keyof English[N]]: string } };
