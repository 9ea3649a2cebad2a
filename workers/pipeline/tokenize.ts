// CLIP's byte-pair encoding from the pack's own files, and prompts as chunks of weighted tokens.
import { Tokenizer as BytePairs } from '@huggingface/tokenizers';
import { AppError } from '../errors.ts';
import type { PackFiles } from '../weights/types.ts';
import { layInWindows, type TokenChunk } from './prompt/chunks.ts';
import { type Embedding, embeddingEncoder } from './prompt/embeddings.ts';
import { MOST_WEIGHT, parsePromptWeights } from './promptWeights.ts';

export type { TokenChunk } from './prompt/chunks.ts';

export interface Tokenizer {
  /** Tokens of a chunk, begin and end included: 77 for Stable Diffusion. */
  readonly maxLength: number;
  readonly bos: number;
  readonly eos: number;
  readonly pad: number;
  /** The text's tokens, without begin and end. */
  encode(text: string): number[];
}

/** Python's "no limit" is 1e30; the encoder's window is what all CLIP models share. */
const CLIP_LENGTH = 77;
const END_OF_WORD = '</w>';
const WORDS = `<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+`;

/**
 * @param folder where the pack has its tokenizer, ending in '/'
 * @throws AppError `bad-model` when a file is missing or makes no sense; `unsupported` when it is no CLIP tokenizer
 */
export async function createTokenizer(files: PackFiles, folder: string): Promise<Tokenizer> {
  const optional = async (name: string): Promise<Record<string, unknown>> =>
    (await files.has(folder + name)) ? readJson(files, folder + name) : {};
  const config: Record<string, unknown> = {
    ...(await optional('special_tokens_map.json')),
    ...(await optional('tokenizer_config.json')),
  };
  const kind = config['tokenizer_class'];
  if (typeof kind === 'string' && !/^CLIPTokenizer(Fast)?$/.test(kind)) {
    throw new AppError(
      'unsupported',
      `${files.name}: the tokenizer is a ${kind}`,
      'Choose a Stable Diffusion 1.x or 2.x model.',
    );
  }
  const { vocab, merges } = await readVocabulary(files, folder);
  const special = (key: string, fallback: string): { readonly text: string; readonly id: number } => {
    const text = content(config[key]) ?? fallback;
    const id = Object.hasOwn(vocab, text) ? vocab[text] : undefined;
    if (id === undefined) throw bad(files, `the ${key} '${text}' is not in the vocabulary`);
    return { text, id };
  };
  const bos = special('bos_token', '<|startoftext|>');
  const eos = special('eos_token', '<|endoftext|>');
  const pad = special('pad_token', eos.text);
  const unknown = special('unk_token', eos.text);
  const limit = config['model_max_length'];
  const encode = makeEncoder(vocab, merges, unknown.text, [bos, eos, pad, unknown]);
  const maxLength = typeof limit === 'number' && limit >= 3 && limit <= 1000 ? limit : CLIP_LENGTH;
  return { maxLength, bos: bos.id, eos: eos.id, pad: pad.id, encode };
}

export interface PromptOptions {
  /**
   * `commas`: a full window ends behind its last comma where one is near, as in A1111, so that what belongs together is read
   * together; `full`: a window takes all that it has room for.
   */
  readonly chunking?: 'commas' | 'full';
  readonly embeddings?: readonly Embedding[];
  /** Takes those that the prompt has. */
  readonly used?: Set<Embedding>;
}

/**
 * A prompt in A1111's syntax as chunks of `maxLength - 2` tokens, each with its own begin and end. At least one chunk;
 * an empty prompt is one of padding. Weights beyond sense are brought back to what has some.
 */
export function tokenizePrompt(
  tokenizer: Tokenizer,
  prompt: string,
  { chunking = 'commas', embeddings = [], used }: PromptOptions = {},
): readonly TokenChunk[] {
  const encode = embeddingEncoder((text) => tokenizer.encode(text), embeddings);
  const pieces = parsePromptWeights(prompt).flatMap(({ text, weight, breaks }) => [
    ...(breaks ? (['break'] as const) : []),
    ...encode(text, Math.min(MOST_WEIGHT, Math.max(-MOST_WEIGHT, weight)), used),
  ]);
  const [comma = null] = chunking === 'commas' ? tokenizer.encode(',') : [];
  return layInWindows(pieces, tokenizer, comma);
}

interface Vocabulary {
  readonly vocab: Readonly<Record<string, number>>;
  readonly merges: readonly string[];
}

/** vocab.json and merges.txt, or the same out of tokenizer.json. */
async function readVocabulary(files: PackFiles, folder: string): Promise<Vocabulary> {
  if (await files.has(`${folder}vocab.json`)) {
    const vocab = checkVocabulary(files, await readJson(files, `${folder}vocab.json`));
    const lines = (await files.text(`${folder}merges.txt`)).split('\n').map((line) => line.replace(/\r$/, ''));
    const merges = lines.filter((line, i) => line !== '' && !(i === 0 && line.startsWith('#version')));
    return { vocab, merges };
  }
  const { model, added_tokens: added } = await readJson(files, `${folder}tokenizer.json`);
  const { type, vocab, merges, end_of_word_suffix: suffix } = (model ?? {}) as Record<string, unknown>;
  if ((type ?? 'BPE') !== 'BPE' || suffix !== END_OF_WORD || !Array.isArray(merges)) {
    throw new AppError('unsupported', `${files.name}: tokenizer.json does not hold CLIP's byte pairs`);
  }
  const extra = (Array.isArray(added) ? added : []) as { content?: unknown; id?: unknown }[];
  const special = Object.fromEntries(extra.map(({ content: text, id }) => [String(text), id]));
  const pairs = merges.map((pair: unknown) => (Array.isArray(pair) ? pair.join(' ') : String(pair)));
  return { vocab: checkVocabulary(files, { ...(vocab as object), ...special }), merges: pairs };
}

function checkVocabulary(files: PackFiles, vocab: Record<string, unknown>): Readonly<Record<string, number>> {
  for (const [token, id] of Object.entries(vocab)) {
    if (!Number.isSafeInteger(id) || (id as number) < 0) throw bad(files, `the vocabulary gives '${token}' no number`);
  }
  return vocab as Record<string, number>;
}

/** transformers' CLIPTokenizer: special tokens as they stand, everything else normalised, cut into words and merged. */
function makeEncoder(
  vocab: Vocabulary['vocab'],
  merges: Vocabulary['merges'],
  unknown: string,
  specials: readonly { readonly text: string; readonly id: number }[],
): Tokenizer['encode'] {
  const model = { type: 'BPE', vocab, merges, unk_token: unknown, continuing_subword_prefix: '', end_of_word_suffix: END_OF_WORD, fuse_unk: false, dropout: null }; // prettier-ignore
  const split = { type: 'Split', pattern: { Regex: WORDS }, behavior: 'Removed', invert: true };
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  const pairs = new BytePairs(
    { model, normalizer: null, pre_tokenizer: { type: 'Sequence', pretokenizers: [split, bytes] }, post_processor: null, decoder: null, added_tokens: [] },
    {},
  ); // prettier-ignore
  const ids = new Map(specials.map(({ text, id }) => [text, id]));
  const escaped = [...ids.keys()].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const bySpecials = new RegExp(`(${escaped.join('|')})`, 'u');
  return (text) =>
    text.split(bySpecials).flatMap((part) => {
      const id = ids.get(part);
      return id === undefined ? pairs.encode(normalised(part), { add_special_tokens: false }).ids : [id];
    });
}

/** NFC, single spaces, lower case letter by letter (JavaScript alone would turn a word's last sigma into its final form). */
function normalised(text: string): string {
  const spaced = text.normalize('NFC').replace(/\p{White_Space}+/gu, ' ');
  return Array.from(spaced, (letter) => letter.toLowerCase()).join('');
}

/** Special tokens are written as text, or as objects with `content`. */
function content(token: unknown): string | undefined {
  if (typeof token === 'string') return token;
  const text = (token as { content?: unknown } | null | undefined)?.content;
  return typeof text === 'string' ? text : undefined;
}

async function readJson(files: PackFiles, path: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(await files.text(path));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
  throw bad(files, `${path} is not a JSON object`);
}

function bad(files: PackFiles, what: string): AppError {
  return new AppError('bad-model', `${files.name}: ${what}`, 'Is this a folder in the diffusers layout?');
}
