// What the machine says (errors, names and help of preprocessors, notes on pictures), in the language in force.
// Workers know no language: they speak English, and the page translates where it shows them.
import { i18n } from './i18n.ts';
import type { Machine } from './machine/dictionary.ts';
import { phrasebook, type Phrasebook } from './machine/phrasebook.ts';

const phrasebooks = new Map<string, Phrasebook>();

export function learn(language: string, machine: Machine): void {
  phrasebooks.set(language, phrasebook(machine));
}

/** A sentence of the machine; as it came where the language has none for it. Components follow the language by `useT`. */
export function said(sentence: string): string {
  return phrasebooks.get(i18n.language)?.(sentence) ?? sentence;
}

/** What went wrong and what helps, as one line. */
export function saidFailure({ message, hint }: { readonly message: string; readonly hint: string }): string {
  return `${said(message)} ${said(hint)}`.trim();
}
