// Prompts from words to tensors on the device: tokens, hidden states, cross-attention keys and values.
import { buildTextEncoder } from '../models/clip.ts';
import { buildContext } from '../models/context.ts';
import type { DeviceTensor, HostTensor } from '../runtime/types.ts';
import type { Job } from './job.ts';
import type { Loaded } from './loaded.ts';
import { netConfig } from './pack.ts';
import type { Plan } from './plan.ts';
import { weightHidden } from './promptWeights.ts';
import { type TokenChunk, tokenizePrompt } from './tokenize.ts';
import type { Words } from './words.ts';

/** Keys and values of the job's words; those of the last picture where it had the same words, nets and guidance. */
export function readWords(loaded: Loaded, plan: Plan, job: Job, signal: AbortSignal): Promise<Words> {
  const { prompt, negativePrompt, clipSkip } = job;
  const key = [prompt, plan.guidance ? negativePrompt : null, clipSkip, plan.nets.map(({ name }) => name)];
  return loaded.words.get(key, async () => {
    const prompts = await encodePrompts(loaded, plan, job, signal);
    return { tokens: prompts.tokens, context: await encodeContext(loaded, plan, prompts, signal) };
  });
}

interface EncodedPrompts {
  /** [batch, tokens, width]: unconditional first when there is guidance. */
  readonly hidden: HostTensor;
  readonly tokens: number;
}

/**
 * Hidden states of the prompt, preceded by the negative prompt's when there is guidance. A prompt longer than the
 * encoder's window is encoded in chunks laid end to end; the shorter of the two is filled up with empty chunks (A1111).
 */
async function encodePrompts(loaded: Loaded, plan: Plan, job: Job, signal: AbortSignal): Promise<EncodedPrompts> {
  const { tokenizer, clip } = loaded.pack;
  // diffusers skips layers for the prompt alone, not for the negative prompt; A1111 does for both.
  const texts = plan.guidance
    ? [
        { text: job.negativePrompt, clipSkip: 0 },
        { text: job.prompt, clipSkip: job.clipSkip },
      ]
    : [{ text: job.prompt, clipSkip: job.clipSkip }];
  const chunked = texts.map(({ text }) => tokenizePrompt(tokenizer, text));
  const chunks = Math.max(...chunked.map(({ length }) => length));
  const [empty] = tokenizePrompt(tokenizer, '');
  const tokens = chunks * tokenizer.maxLength;
  const width = clip.hidden_size;
  const data = new Float32Array(texts.length * tokens * width);
  for (const [row, own] of chunked.entries()) {
    for (let i = 0; i < chunks; i++) {
      const hidden = await encodeChunk(loaded, own[i] ?? empty, texts[row]?.clipSkip ?? 0, signal);
      data.set(hidden, (row * chunks + i) * tokenizer.maxLength * width);
    }
  }
  return { hidden: { dtype: 'float32', shape: [texts.length, tokens, width], data }, tokens };
}

async function encodeChunk(
  { pack, sessions, target }: Loaded,
  chunk: TokenChunk,
  clipSkip: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  signal.throwIfAborted();
  const tokens = pack.tokenizer.maxLength;
  const build = () => buildTextEncoder(pack.clip, { batch: 1, tokens, clipSkip, target });
  const { session } = await sessions.get(
    { slot: clipSkip === 0 ? 'text' : 'skipped text', key: { clipSkip }, build },
    signal,
  );
  const outputs = await session.run({ input_ids: { dtype: 'int32', shape: [1, tokens], data: chunk.ids } });
  return weightHidden((outputs['hidden'] as HostTensor).data as Float32Array, chunk.weights);
}

/** Keys and values of every cross-attention layer, kept on the device. */
async function encodeContext(
  { pack, sessions, target }: Loaded,
  plan: Plan,
  { hidden, tokens }: EncodedPrompts,
  signal: AbortSignal,
): Promise<Record<string, DeviceTensor>> {
  const batch = hidden.shape[0] ?? 1;
  const nets = plan.nets.map(({ name, net }) => ({ name, config: netConfig(pack, net) }));
  const build = () => buildContext({ unet: pack.unet, controlNets: nets, batch, tokens, target });
  const key = { batch, tokens, nets: plan.nets.map(({ name }) => name) };
  const graph = build();
  const keepOnDevice = graph.outputs.map(({ name }) => name);
  const { session } = await sessions.get({ slot: 'context', key, build: () => graph, keepOnDevice }, signal);
  return (await session.run({ text: hidden })) as Record<string, DeviceTensor>;
}
