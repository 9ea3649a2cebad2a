// German and Spanish words to the English of the embedded model's captions: the same for everybody, whatever language the page
// speaks, so that a link or a picture's page gives the same picture everywhere. Pure.
import { de } from './data/de.ts';
import { ENGLISH } from './data/english.ts';
import { es } from './data/es.ts';
import type { Glossary } from './glossary.ts';

export interface Reading {
  /** What the model gets; the text itself where nothing was translated. */
  readonly text: string;
  /** Words that its captions hardly ever had, as they are written; each once. */
  readonly unknown: readonly string[];
}

export interface Entry {
  readonly english: string;
  readonly kind: 'noun' | 'adjective' | 'small';
}

interface Language {
  readonly words: ReadonlyMap<string, Entry>;
  /** A word's possible plain forms, the likeliest first. */
  readonly forms: (word: string) => readonly string[];
  /** Adjectives follow their noun. */
  readonly swaps: boolean;
}

/** What is left as it is: tags, and whole runs of letters are what is looked at. */
const PIECES = /<[^<>]*>|\p{L}+/gu;
/** English that the model does not know is English all the same: no sign of another language. */
const ALSO_ENGLISH = new Set(
  'am an hut stern rose mutter hose herd brief kind fast gut bad hell rock bald tag wand pan once red sierra tier arm see hat son mono sol pie die in so war was not mine gold golden ball boot bus rad ave gran rosa lila sobre long'.split(
    ' ',
  ),
);

const GERMAN: Language = {
  words: entriesOf(de),
  forms: (word) => [word, ...['n', 'en', 'e', 'er', 's', 'es', 'em'].flatMap((end) => cut(word, end))],
  swaps: false,
};
const SPANISH: Language = {
  words: entriesOf(es),
  forms: (word) => {
    const singular = [word, ...cut(word, 's'), ...cut(word, 'es')];
    return [...singular, ...singular.flatMap((each) => cut(each, 'a').map((stem) => `${stem}o`))];
  },
  swaps: true,
};

const KNOWN = new Set([
  ...ENGLISH.trim().split(/\s+/),
  ...[...GERMAN.words.values(), ...SPANISH.words.values()].flatMap(({ english }) => english.split(' ')),
]);

/** How the embedded model reads `text`. Words of the prompt's syntax (tags, weights, brackets) stay where they are. */
export function readWords(text: string): Reading {
  const words = [...text.matchAll(PIECES)].map(([piece]) => piece).filter((piece) => !piece.startsWith('<'));
  const language = languageOf(words);
  const read = language ? translated(text, language) : text;
  const unknown = [...read.matchAll(PIECES)].map(([piece]) => piece).filter((piece) => !isKnown(piece));
  return { text: read, unknown: [...new Set(unknown)] };
}

/** The language that more words are of than of English; null for English, and for what nobody here knows. */
function languageOf(words: readonly string[]): Language | null {
  const plain = words.map(plainForm);
  const english = plain.filter((word) => KNOWN.has(word) && !isSmall(word)).length;
  const counts = [GERMAN, SPANISH].map((language) => {
    const own = (word: string): boolean => !KNOWN.has(word) && !ALSO_ENGLISH.has(word);
    return { language, count: plain.filter((word) => own(word) && entryOf(word, language)).length };
  });
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best && best.count > 0 && best.count >= english ? best.language : null;
}

function translated(text: string, language: Language): string {
  const pieces = [...text.matchAll(PIECES)].map(({ 0: piece, index }) => ({
    piece,
    index,
    entry: entryOf(plainForm(piece), language),
  }));
  const english = pieces.map(({ piece, entry }) => entry?.english ?? piece);
  for (const [i, { piece, index, entry }] of pieces.entries()) {
    const next = pieces[i + 1];
    const [own, following] = english.slice(i, i + 2);
    if (!language.swaps || !next || own === undefined || following === undefined) continue;
    // "manzana roja" is "red apple": a noun and the adjective right behind it change places.
    const touch = text.slice(index + piece.length, next.index) === ' ';
    if (touch && entry?.kind === 'noun' && next.entry?.kind === 'adjective') english.splice(i, 2, following, own);
  }
  let i = 0;
  return text.replace(PIECES, (piece) => english[i++] ?? piece);
}

function entryOf(word: string, { words, forms }: Language): Entry | null {
  for (const form of forms(word)) {
    const entry = words.get(form);
    if (entry) return entry;
  }
  return null;
}

function isKnown(piece: string): boolean {
  if (piece.startsWith('<') || piece.length < 3) return true;
  const word = plainForm(piece);
  return [word, ...cut(word, 's'), ...cut(word, 'es')].some((form) => KNOWN.has(form));
}

function isSmall(word: string): boolean {
  return word.length < 3 || [GERMAN, SPANISH].some(({ words }) => words.get(word)?.kind === 'small');
}

/** Small letters without accents; ß is ss. */
function plainForm(word: string): string {
  return word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss');
}

function cut(word: string, end: string): readonly string[] {
  return word.endsWith(end) && word.length - end.length > 1 ? [word.slice(0, -end.length)] : [];
}

export function entriesOf({ nouns, adjectives, small }: Glossary): ReadonlyMap<string, Entry> {
  const of = (list: string, kind: Entry['kind']): [string, Entry][] =>
    list
      .split(',')
      .map((each) => each.trim().split('='))
      .map(([word = '', english = word]) => [word, { english, kind }]);
  return new Map([...of(nouns, 'noun'), ...of(adjectives, 'adjective'), ...of(small, 'small')]);
}
