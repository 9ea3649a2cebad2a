// The type of a dictionary: every sentence of the machine, in another language. Types only: the page of an English
// speaker loads no sentence twice.
import type { classes } from './classes.ts';
import type { errors } from './errors.ts';
import type { files } from './files.ts';
import type { preprocess } from './preprocess.ts';

interface Sentences {
  readonly classes: typeof classes;
  readonly errors: typeof errors;
  readonly files: typeof files;
  readonly preprocess: typeof preprocess;
}

export type Dictionary<N extends keyof Sentences> = Readonly<Record<Sentences[N][number], string>>;
export type Machine = Dictionary<'classes'> & Dictionary<'errors'> & Dictionary<'files'> & Dictionary<'preprocess'>;
