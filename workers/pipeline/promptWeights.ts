// A1111's prompt syntax: (word) x 1.1, [word] / 1.1, (word:1.2), nested, escaped with a backslash. Pure.

export interface WeightedText {
  readonly text: string;
  readonly weight: number;
  /** A1111's BREAK stands before it: the rest of the text goes into a window of its own. */
  readonly breaks?: true;
}

/** Beyond this, up or down, words only break the picture: A1111's users stay below 2. */
export const MOST_WEIGHT = 10;

const BREAK = /\s*\bBREAK\b\s*/;
const UP = 1.1;
const DOWN = 1 / 1.1;
/** One token of the syntax: an escape, a bracket, `:1.2)`, or plain text. */
const SYNTAX = /\\[()[\]\\]?|\(|\[|:\s*([+-]?[.\d]+)\s*\)|\)|\]|[^\\()[\]:]+|:/g;

/**
 * The prompt's pieces with their weights, neighbours of equal weight joined. Unbalanced brackets are no error: an
 * open one counts to the end, a closing one without a partner is text.
 * https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/prompt_parser.py (parse_prompt_attention)
 */
export function parsePromptWeights(prompt: string): readonly WeightedText[] {
  const pieces: { text: string; weight: number; breaks?: true }[] = [];
  const round: number[] = [];
  const square: number[] = [];
  const multiply = (from: number | undefined, factor: number): void => {
    for (let i = from ?? 0; i < pieces.length; i++) pieces[i].weight *= factor;
  };
  for (const [token, number] of prompt.matchAll(SYNTAX)) {
    const factor = number === undefined ? NaN : Number(number);
    if (token.startsWith('\\')) pieces.push({ text: token.slice(1), weight: 1 });
    else if (token === '(') round.push(pieces.length);
    else if (token === '[') square.push(pieces.length);
    else if (!Number.isNaN(factor) && round.length > 0) multiply(round.pop(), factor);
    else if (token === ')' && round.length > 0) multiply(round.pop(), UP);
    else if (token === ']' && square.length > 0) multiply(square.pop(), DOWN);
    else {
      const [before = '', ...after] = token.split(BREAK);
      pieces.push({ text: before, weight: 1 });
      for (const text of after) pieces.push({ text, weight: 1, breaks: true });
    }
  }
  for (const from of round) multiply(from, UP);
  for (const from of square) multiply(from, DOWN);
  return joinEqual(pieces);
}

function joinEqual(pieces: readonly WeightedText[]): readonly WeightedText[] {
  const joined: WeightedText[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.weight === piece.weight && !piece.breaks)
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined.length > 0 ? joined : [{ text: '', weight: 1 }];
}

/**
 * Hidden states [tokens, width] times their tokens' weights, then the mean of all restored, as A1111 does it.
 * Weights that are all 1 give the states back untouched.
 */
export function weightHidden(hidden: Float32Array, weights: Float32Array): Float32Array {
  if (weights.every((weight) => weight === 1)) return hidden;
  const width = hidden.length / weights.length;
  const weighted = hidden.map((value, i) => value * weights[Math.floor(i / width)]);
  const restore = sum(hidden) / sum(weighted);
  return Number.isFinite(restore) ? weighted.map((value) => value * restore) : weighted;
}

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
