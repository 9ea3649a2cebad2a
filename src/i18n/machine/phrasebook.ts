// Finds a sentence in a dictionary whose keys may have places for values: `{path}: the server answered {status}`. Pure.

export type Phrasebook = (sentence: string) => string;

interface Pattern {
  readonly pattern: RegExp;
  readonly translation: string;
  /** How much of it is words: what says more is tried first. */
  readonly words: number;
}

const PLACE = /\{(\w+)\}/g;

/** What is not in the dictionary stays as it is. Values are looked up as well: one may be a sentence of its own. */
export function phrasebook(dictionary: Readonly<Record<string, string>>): Phrasebook {
  const exact = new Map(Object.entries(dictionary));
  const patterns = [...exact].flatMap(([sentence, translation]) => patternOf(sentence, translation));
  patterns.sort((a, b) => b.words - a.words);
  const say: Phrasebook = (sentence) => {
    const known = exact.get(sentence);
    if (known !== undefined) return known;
    for (const { pattern, translation } of patterns) {
      const values = pattern.exec(sentence)?.groups;
      if (values) return translation.replace(PLACE, (_, name: string) => say(values[name] ?? ''));
    }
    return sentence;
  };
  return say;
}

function patternOf(sentence: string, translation: string): readonly Pattern[] {
  const words = sentence.replace(PLACE, '');
  if (words.length === sentence.length) return [];
  const source = sentence
    .split(PLACE)
    .map((part, i) => (i % 2 === 1 ? `(?<${part}>.*?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return [{ pattern: new RegExp(`^${source}$`, 's'), translation, words: words.length }];
}
