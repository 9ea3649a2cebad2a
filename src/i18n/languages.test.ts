import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { LANGUAGES, languageFor } from './languages.ts';

describe('languageFor', () => {
  it('takes the chosen language, else the first of the system’s that there is', () => {
    expect(languageFor('de', ['es']).code).toBe('de');
    expect(languageFor('system', ['fr-CA', 'es-MX', 'en']).code).toBe('es');
    expect(languageFor('system', ['ja']).code).toBe('en');
  });
});

describe.each(LANGUAGES.filter(({ load }) => load))('$name', ({ load }) => {
  it('puts the same values into its sentences as English does', async () => {
    const words = (await load?.()) as Record<string, Record<string, string>>;
    const values = (text: string): readonly string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
    for (const [namespace, messages] of Object.entries(en as Record<string, Record<string, string>>))
      for (const [key, message] of Object.entries(messages)) {
        const translated = words[namespace]?.[key];
        if (translated !== undefined) expect(values(translated), `${namespace}:${key}`).toEqual(values(message));
      }
  });
});
