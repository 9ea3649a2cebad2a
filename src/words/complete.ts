// What may follow the letters before the caret: words that the model reads, words used before, tags of LoRAs. Pure.

/** What there is to choose from, the likeliest first in each. */
export interface WordStock {
  /** What the model is known to read; `also`: the same in the page's language, in small letters without accents. */
  readonly vocabulary: readonly { readonly word: string; readonly also: string }[];
  /** Parts of earlier prompts. */
  readonly history: readonly string[];
  readonly loras: readonly string[];
  readonly embeddings: readonly string[];
}

export interface Suggestion {
  /** It takes the place of the letters from here to the caret. */
  readonly from: number;
  readonly insert: string;
  /** What it was found by, where that is another word. */
  readonly also?: string;
}

const MOST = 7;
const MOST_HISTORY = 3;
const LEAST_LETTERS = 2;

/** For the caret at `at`, which must stand at the end of a word; nothing where there is nothing to offer. */
export function complete(text: string, at: number, stock: WordStock): readonly Suggestion[] {
  if (/^[\p{L}\p{N}]/u.test(text.slice(at))) return [];
  const before = text.slice(0, at);
  const all = ofTag(before, stock) ?? ofWords(before, stock);
  const others = all.filter(({ from, insert }) => insert !== before.slice(from));
  return others.filter(({ insert }, i) => others.findIndex((other) => other.insert === insert) === i).slice(0, MOST);
}

/** null where no tag is begun. */
function ofTag(before: string, { loras }: WordStock): readonly Suggestion[] | null {
  const from = before.lastIndexOf('<');
  if (from < 0 || before.indexOf('>', from) >= 0) return null;
  const typed = before.slice(from).toLowerCase();
  const name = typed.startsWith('<lora:') ? typed.slice('<lora:'.length) : '<lora:'.startsWith(typed) ? '' : null;
  if (name === null || name.includes(':')) return [];
  const found = loras.filter((lora) => lora.toLowerCase().includes(name));
  return found.map((lora) => ({ from, insert: `<lora:${lora}:1>` }));
}

function ofWords(before: string, { vocabulary, history, embeddings }: WordStock): readonly Suggestion[] {
  const [typed = ''] = /[\p{L}\p{N}_-]+$/u.exec(before) ?? [];
  if (typed.length < LEAST_LETTERS) return [];
  const phrase = (/[^,()[\]{}|:<>\n]+$/.exec(before)?.[0] ?? typed).trimStart();
  const [start, begun] = [plain(typed), plain(phrase)];
  const from = before.length - typed.length;
  const used = history.filter((each) => plain(each).startsWith(begun) && plain(each) !== begun);
  const known = vocabulary.filter(({ word, also }) => word.startsWith(start) || also.startsWith(start));
  const rank = (word: string): number => (word.startsWith(start) ? 0 : 1);
  return [
    ...used.slice(0, MOST_HISTORY).map((insert) => ({ from: before.length - phrase.length, insert })),
    ...embeddings.filter((each) => plain(each).startsWith(start)).map((insert) => ({ from, insert })),
    ...known
      .filter(({ word }) => word !== start)
      .toSorted((a, b) => rank(a.word) - rank(b.word) || a.word.length - b.word.length)
      .map(({ word, also }) => ({ from, insert: word, ...(rank(word) > 0 && { also }) })),
  ];
}

/** Small letters without accents; ß is ss. */
function plain(word: string): string {
  return word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss');
}

/** The parts of `prompts` (newest first), each once, those used oftenest first; tags and weights are no words. */
export function partsOf(prompts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const prompt of prompts) {
    for (const part of prompt.replaceAll(/<[^<>]*>/g, ' ').split(/[,\n]/)) {
      const words = part.trim().replaceAll(/\s+/g, ' ');
      if (words.length > LEAST_LETTERS && words.length <= 80 && !/[()[\]{}|:<>]/.test(words))
        counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([words]) => words);
}
