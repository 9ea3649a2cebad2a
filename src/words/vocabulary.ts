// The words that the embedded model's captions are made of, for those who type: things, their colours and looks, its styles. Pure.
import { de } from './data/de.ts';
import { es } from './data/es.ts';
import { STYLE_NAMES, styleWords } from './styles.ts';
import { entriesOf } from './translate.ts';
import type { WordStock } from './complete.ts';

/** English words, each with its word in `language` where the page knows one. */
export function vocabularyOf(language: string): WordStock['vocabulary'] {
  const tables = { de: entriesOf(de), es: entriesOf(es) };
  const own = language === 'de' || language === 'es' ? tables[language] : new Map<string, never>();
  const known = new Map<string, string>();
  for (const [also, { english, kind }] of own) if (kind !== 'small' && !known.has(english)) known.set(english, also);
  for (const table of Object.values(tables)) {
    for (const { english, kind } of table.values())
      if (kind !== 'small' && !known.has(english)) known.set(english, english);
  }
  const styles = STYLE_NAMES.map((name) => ({ word: styleWords(name), also: styleWords(name) }));
  const words = [...known].map(([word, also]) => ({ word, also })).filter(({ word }) => word.length > 2);
  return [...words.toSorted((a, b) => (a.word < b.word ? -1 : 1)), ...styles];
}
