// A1111's `parameters` text: words, then "Key: value" pairs. Its grammar with all that programs of the field have made of it:
// tails of extensions behind the pairs, pipes for commas, all on one line. Pure; everything read is foreign input.
// https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/infotext_utils.py

export interface Infotext {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly pairs: ReadonlyMap<string, string>;
  /** Keys of lines behind the pairs, which extensions write. */
  readonly tail: readonly string[];
}

const MAX_CHARS = 200_000;
/** A key, a colon and a value: quoted as JSON, JSON itself, or up to the next comma. */
const PAIR = /(\w[\wφ \-/.]{1,80}):\s*("(?:\\.|[^\\"])+"|\[[^[\]]{0,5000}\]|\{[^{}]{0,5000}\}|[^,]*)(?:,|$)/g;
const NEGATIVE = /^\s*negative[ _]prompt:/i;
/** So many pairs are no accident; A1111 draws the line there. */
const ENOUGH = 3;
const DECIMAL_COMMA = /\b((?:CFG scale|Denoising strength):\s*\d{1,2}),(\d{1,3})(?=\s*(?:,|$))/gi;
/** Of these every writer has some; words that hold colons have none. */
const USUAL = ['Steps', 'Sampler', 'CFG scale', 'Seed', 'Size', 'Model', 'Model hash'];
/** How a line of settings begins. */
const BEGINS = /^\s*(Steps:\s*\d|Sampler:\s*\w|CFG scale:\s*\d|Seed:\s*\d|Size:\s*\d+\s*x|Model( hash)?:\s*\S)/;

/** What the text says; null when it is no infotext: a comment, JSON, a prompt that holds colons. */
export function parseInfotext(text: string): Infotext | null {
  if (text.length > MAX_CHARS || /^\s*(\{\s*"|\[\s*["{])/.test(text)) return null;
  const lines = text.trim().split(/\r\n|\n|\r/);
  const at = lines.findLastIndex((line) => BEGINS.test(line) && pairsOf(line).size >= ENOUGH);
  if (at < 0) return oneLine(lines) ?? lastLine(lines) ?? wordsAlone(lines);
  const tail = lines.slice(at + 1);
  const pairs = new Map(pairsOf(lines[at] ?? ''));
  for (const [key, value] of tail.flatMap((line) => [...pairsOf(line)])) {
    // "Version: f2.0" may stand behind Dynamic Prompts' lines; its templates are no settings.
    if (/^(Version|Hashes|Model|RNG)$/.test(key) && !pairs.has(key)) pairs.set(key, value);
  }
  const keys = tail.flatMap((line) => /^\s*([A-Z][\w ]{1,60}):/.exec(line)?.[1] ?? []);
  return { ...wordsOf(lines.slice(0, at)), pairs, tail: keys };
}

/** Pairs in an order of nobody's: the last line, where it has one of the usual keys. */
function lastLine(lines: readonly string[]): Infotext | null {
  const line = lines.at(-1) ?? '';
  const pairs = pairsOf(line);
  const usual = USUAL.some((key) => pairs.has(key));
  if (NEGATIVE.test(line) || pairs.size < ENOUGH || !usual) return null;
  return { ...wordsOf(lines.slice(0, -1)), pairs, tail: [] };
}

/** Words and pairs in one line or run: everything from the first "Steps:" on is pairs. */
function oneLine(lines: readonly string[]): Infotext | null {
  const text = lines.join('\n');
  const at = /(^|[\s,.])Steps:\s*\d/.exec(text);
  if (!at) return null;
  const split = at.index + (at[1] ?? '').length;
  const pairs = pairsOf(text.slice(split).replaceAll('\n', ', '));
  return pairs.size < ENOUGH
    ? null
    : { ...wordsOf(text.slice(0, split).replace(/,\s*$/, '').split('\n')), pairs, tail: [] };
}

function wordsAlone(lines: readonly string[]): Infotext | null {
  if (!lines.some((line) => NEGATIVE.test(line))) return null;
  return { ...wordsOf(lines), pairs: new Map(), tail: [] };
}

function pairsOf(line: string): ReadonlyMap<string, string> {
  // SD.Next once wrote pipes; a value that holds one itself is quoted.
  const commas =
    !line.includes(',') && /:[^,"|]{0,200}\|\s{0,9}\w[\w ]{0,60}:/.test(line) ? line.replaceAll('|', ',') : line;
  // Some locales write "7,5".
  const points = commas.replace(DECIMAL_COMMA, '$1.$2');
  return new Map([...points.matchAll(PAIR)].map(([, key = '', value = '']) => [key.trim(), unquoted(value.trim())]));
}

/** Negative words begin with their name, on a line of their own or behind the others, and go on to the end. */
function wordsOf(lines: readonly string[]): Pick<Infotext, 'prompt' | 'negativePrompt'> {
  const text = lines.map((line) => line.trim()).join('\n');
  const found = /(^|\n)negative[ _]prompt:/i.exec(text) ?? /()\bNegative prompt:/.exec(text);
  const before = found ? text.slice(0, found.index) : text;
  const after = found ? text.slice(found.index + found[0].length) : '';
  return { prompt: before.replace(/^\s*(positive[ _])?prompt:\s*/i, '').trim(), negativePrompt: after.trim() };
}

function unquoted(value: string): string {
  if (!value.startsWith('"') || !value.endsWith('"') || value.length < 2) return value;
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === 'string' ? text : value;
  } catch {
    return value;
  }
}
