import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { editors } from './en/editors.ts';
import { finish } from './en/finish.ts';
import { later } from './en/later.ts';
import { photo } from './en/photo.ts';
import { presets } from './en/presets.ts';
import { LANGUAGES, languageFor } from './languages.ts';

describe('languageFor', () => {
  it('takes the chosen language, else the first of the system’s that there is', () => {
    expect(languageFor('de', ['es']).code).toBe('de');
    expect(languageFor('system', ['fr-CA', 'es-MX', 'en']).code).toBe('es');
    expect(languageFor('system', ['ja']).code).toBe('en');
  });
});

const english: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...en,
  editors,
  finish,
  later,
  photo,
  presets,
};

/** `{{name}}` of the page's sentences, `{name}` of the machine's. */
const places = (text: string): readonly string[] => [...text.matchAll(/\{+\w+\}+/g)].map(String).sort();

describe.each(LANGUAGES.flatMap(({ name, load }) => (load ? [{ name, load }] : [])))('$name', ({ load }) => {
  it('has the keys of English and no others', async () => {
    const { catalog } = await load();
    const keys = (of: object): unknown =>
      Object.fromEntries(
        Object.entries(of).map(([namespace, words]) => [namespace, Object.keys(words as object).sort()]),
      );
    expect(keys(catalog)).toEqual(keys(english));
  });

  it('puts the same values into its sentences as English does', async () => {
    const { catalog, machine } = await load();
    const words: Readonly<Record<string, Readonly<Record<string, string>>>> = catalog;
    for (const [namespace, messages] of Object.entries(english))
      for (const [key, message] of Object.entries(messages))
        expect(places(words[namespace]?.[key] ?? ''), `${namespace}:${key}`).toEqual(places(message));
    for (const [sentence, translation] of Object.entries(machine))
      expect(places(translation), sentence).toEqual(places(sentence));
  });
});
