// Ctrl+Up and Ctrl+Down in the words, as A1111 has them: the word or the selection weighs more or less. Pure.

/** What comes in the place of `from`...`to`, and what is chosen afterwards, in places of the new text. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: readonly [start: number, end: number];
}

const STEP = 0.1;
/** Of LoRAs and other tags: they react to less. */
const TAG_STEP = 0.05;
/** What `(word)` weighs without a number. */
const BARE = 1.1;
const MOST = 10;
/** What ends a word; the others belong to it. */
const ENDS = /[.,\\/!?%^*;:{}=`~()[\]<>|\s]/;

/**
 * The change that gives the word at the caret, or the selection `start`...`end`, more (1) or less (-1) weight: `(word:1.1)`.
 * At 1 the brackets go. In a tag, `<lora:name:0.8>`, its number changes. null where there is nothing to weigh.
 */
export function weighed(text: string, start: number, end: number, direction: 1 | -1): Edit | null {
  return (
    ofTag(text, start, end, direction) ??
    ofBrackets(text, start, end, direction) ??
    ofWords(text, start, end, direction)
  );
}

function ofTag(text: string, start: number, end: number, direction: 1 | -1): Edit | null {
  const from = text.lastIndexOf('<', start === text.length ? start - 1 : start);
  if (from < 0) return null;
  const [tag, head, number] = /^(<[\w-]+:[^:<>]+:)(-?[\d.]+)>/.exec(text.slice(from)) ?? [];
  if (tag === undefined || head === undefined || start < from || end > from + tag.length) return null;
  const insert = `${head}${stepped(Number(number), direction * TAG_STEP, -MOST)}>`;
  return { from, to: from + tag.length, insert, select: [from, from + insert.length] };
}

/** Round brackets around the selection, the innermost ones. */
function ofBrackets(text: string, start: number, end: number, direction: 1 | -1): Edit | null {
  const from = opening(text, start);
  const to = from === null ? null : closing(text, from);
  if (from === null || to === null || to < end) return null;
  const inner = text.slice(from + 1, to);
  const [, words = inner, number] = /^(.*):\s*([+-]?[\d.]+)\s*$/s.exec(inner) ?? [];
  return bracketed(from, to + 1, words, stepped(Number(number ?? BARE), direction * STEP, 0));
}

function ofWords(text: string, start: number, end: number, direction: 1 | -1): Edit | null {
  let [from, to] = [start, end];
  if (from === to) {
    while (from > 0 && !ENDS.test(text[from - 1] ?? '')) from--;
    while (to < text.length && !ENDS.test(text[to] ?? '')) to++;
  }
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return from === to ? null : bracketed(from, to, text.slice(from, to), stepped(1, direction * STEP, 0));
}

function bracketed(from: number, to: number, words: string, weight: number): Edit {
  if (weight === 1) return { from, to, insert: words, select: [from, from + words.length] };
  return { from, to, insert: `(${words}:${weight})`, select: [from + 1, from + 1 + words.length] };
}

function stepped(weight: number, by: number, least: number): number {
  const sure = Number.isFinite(weight) ? weight : 1;
  return Math.max(least, Math.min(MOST, Math.round((sure + by) * 100) / 100));
}

/** Where the bracket stands that is open at `at`; null where none is. */
function opening(text: string, at: number): number | null {
  let closed = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (text[i - 1] === '\\') continue;
    if (text[i] === ')') closed++;
    else if (text[i] === '(' && closed-- === 0) return i;
  }
  return null;
}

function closing(text: string, from: number): number | null {
  let open = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i - 1] === '\\') continue;
    if (text[i] === '(') open++;
    else if (text[i] === ')' && --open === 0) return i;
  }
  return null;
}
