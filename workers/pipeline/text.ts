// Prompts from words to tensors on the device: tokens, hidden states, cross-attention keys and values.
import { AppError } from '../errors.ts';
import { buildContext } from '../models/context.ts';
import type { DeviceTensor, HostTensor } from '../runtime/types.ts';
import type { Job } from './job.ts';
import type { Loaded } from './loaded.ts';
import { netConfig } from './pack.ts';
import type { Plan } from './plan.ts';
import type { Embedding } from './prompt/embeddings.ts';
import type { ReadPrompt } from './prompt/readPrompt.ts';
import { pieceAt } from './prompt/schedule.ts';
import { encodeChunk } from './textEncoder.ts';
import { type TokenChunk, tokenizePrompt } from './tokenize.ts';
import { type Context, disposeContext, type Words } from './words.ts';

/** More than any prompt has; each is some MB on the device. */
const MOST_CONTEXTS = 64;

/** Keys and values of the job's words; those of the last picture where it had the same words, nets and guidance. */
export async function readWords(
  loaded: Loaded,
  plan: Plan,
  job: Job,
  read: ReadPrompt,
  signal: AbortSignal,
): Promise<Words> {
  const { clipSkip, chunking, steps } = job;
  const embeddings = await loaded.embeddings();
  const words = embeddings.flatMap(({ names }) => names);
  const negative = plan.guidance ? read.negative : null;
  const key = [read.prompt, negative, steps, clipSkip, chunking, words, plan.nets.map(({ name }) => name)];
  return loaded.words.get(key, async () => {
    const { pairs, order } = saidTogether(read, plan, steps);
    if (pairs.length > MOST_CONTEXTS)
      throw new AppError('bad-input', `The words change ${pairs.length} times in one picture.`, `At most ${MOST_CONTEXTS} times are taken.`); // prettier-ignore
    const prompts = await encodePairs(loaded, pairs, job, embeddings, signal);
    const { tokens, used } = prompts;
    return { tokens, contexts: await encodeContexts(loaded, plan, prompts, signal), order, embeddings: [...used] };
  });
}

/** What stands in a row of the batch: diffusers skips layers for the prompt alone, not for the negative prompt; A1111 does for both. */
interface Row {
  readonly text: string;
  readonly isPrompt: boolean;
}

/** Every pair of texts that some step sees, unconditional first when there is guidance, and which step sees which. */
function saidTogether(
  { prompt, negative }: ReadPrompt,
  plan: Plan,
  steps: number,
): { readonly pairs: readonly (readonly Row[])[]; readonly order: readonly number[] } {
  const found = new Map<string, { readonly index: number; readonly rows: readonly Row[] }>();
  const order = Array.from({ length: steps }, (_, step) => {
    const rows = [
      ...(plan.guidance ? [{ text: negative[pieceAt(negative, step)]?.text ?? '', isPrompt: false }] : []),
      { text: prompt[pieceAt(prompt, step)]?.text ?? '', isPrompt: true },
    ];
    const id = JSON.stringify(rows);
    const known = found.get(id) ?? { index: found.size, rows };
    found.set(id, known);
    return known.index;
  });
  return { pairs: Array.from(found.values(), ({ rows }) => rows), order };
}

interface EncodedPairs {
  /** [batch, tokens, width] each. */
  readonly hidden: readonly HostTensor[];
  readonly tokens: number;
  readonly used: ReadonlySet<Embedding>;
}

/**
 * Hidden states of each pair. A prompt longer than the encoder's window is encoded in chunks laid end to end; shorter ones
 * are filled up with empty chunks (A1111). A text that several pairs have is encoded once.
 */
async function encodePairs(
  loaded: Loaded,
  pairs: readonly (readonly Row[])[],
  { clipSkip, chunking }: Job,
  embeddings: readonly Embedding[],
  signal: AbortSignal,
): Promise<EncodedPairs> {
  const { tokenizer, clip } = loaded.pack;
  const used = new Set<Embedding>();
  const options = { ...(chunking && { chunking }), embeddings, used };
  const cut = new Map<string, readonly TokenChunk[]>();
  for (const { text } of pairs.flat()) if (!cut.has(text)) cut.set(text, tokenizePrompt(tokenizer, text, options));
  const chunks = Math.max(...Array.from(cut.values(), ({ length }) => length));
  const inverted = [...cut.values()].flat().some(({ fixes }) => fixes !== undefined);
  const [empty] = tokenizePrompt(tokenizer, '');
  const [length, width] = [tokenizer.maxLength, clip.hidden_size];
  const encoded = new Map<string, Float32Array>();
  const encode = async ({ text, isPrompt }: Row): Promise<Float32Array> => {
    const skip = isPrompt ? clipSkip : 0;
    const id = `${skip} ${text}`;
    const row = encoded.get(id) ?? new Float32Array(chunks * length * width);
    if (encoded.has(id)) return row;
    for (let i = 0; i < chunks; i++)
      row.set(await encodeChunk(loaded, cut.get(text)?.[i] ?? empty, skip, inverted, signal), i * length * width);
    encoded.set(id, row);
    return row;
  };
  const hidden: HostTensor[] = [];
  for (const rows of pairs) {
    const data = new Float32Array(rows.length * chunks * length * width);
    for (const [i, row] of rows.entries()) data.set(await encode(row), i * chunks * length * width);
    hidden.push({ dtype: 'float32', shape: [rows.length, chunks * length, width], data });
  }
  return { hidden, tokens: chunks * length, used };
}

/** Keys and values of every cross-attention layer, kept on the device. What was made is given back where a later one fails. */
async function encodeContexts(
  { pack, sessions, target }: Loaded,
  plan: Plan,
  { hidden, tokens }: EncodedPairs,
  signal: AbortSignal,
): Promise<readonly Context[]> {
  const batch = hidden[0]?.shape[0] ?? 1;
  const nets = plan.nets.map(({ name, net }) => ({ name, config: netConfig(pack, net) }));
  const build = () => buildContext({ unet: pack.unet, controlNets: nets, batch, tokens, target });
  const key = { batch, tokens, nets: plan.nets.map(({ name }) => name) };
  const graph = build();
  const keepOnDevice = graph.outputs.map(({ name }) => name);
  const { session } = await sessions.get({ slot: 'context', key, build: () => graph, keepOnDevice }, signal);
  const contexts: Context[] = [];
  try {
    for (const text of hidden) {
      signal.throwIfAborted();
      contexts.push((await session.run({ text })) as Record<string, DeviceTensor>);
    }
    return contexts;
  } catch (error) {
    contexts.forEach(disposeContext);
    throw error;
  }
}
