// What another language says: the keys of the English catalog. What it does not say yet is said in English, and a key that
// English does not have is never asked for.
import type { Catalog } from './en/index.ts';

export type Words<N extends keyof Catalog> = Readonly<
  Partial<Record<keyof Catalog[N], string>> & Record<string, string>
>;
export type Translation = { readonly [N in keyof Catalog]: Words<N> };
