// One window of words through the text encoder: tokens, or vectors in their place, to weighted hidden states.
import { buildTextEncoder } from '../models/clip.ts';
import type { HostTensor } from '../runtime/types.ts';
import type { Loaded } from './loaded.ts';
import { weightHidden } from './promptWeights.ts';
import type { TokenChunk } from './tokenize.ts';

/**
 * @param inverted the graph that takes embeddings from outside; true for all windows of a picture that has any
 * @returns [tokens, width]
 */
export async function encodeChunk(
  { pack, sessions, target }: Loaded,
  chunk: TokenChunk,
  clipSkip: number,
  inverted: boolean,
  signal: AbortSignal,
): Promise<Float32Array> {
  signal.throwIfAborted();
  const tokens = pack.tokenizer.maxLength;
  const build = () => buildTextEncoder(pack.clip, { batch: 1, tokens, clipSkip, inverted, target });
  const { session } = await sessions.get(
    { slot: clipSkip === 0 ? 'text' : 'skipped text', key: { clipSkip, inverted }, build },
    signal,
  );
  const outputs = await session.run({
    input_ids: { dtype: 'int32', shape: [1, tokens], data: chunk.ids },
    ...(inverted && vectorsOf(chunk, tokens, pack.clip.hidden_size)),
  });
  return weightHidden((outputs['hidden'] as HostTensor).data as Float32Array, chunk.weights);
}

function vectorsOf({ fixes = [] }: TokenChunk, tokens: number, width: number): Record<string, HostTensor> {
  const kept = new Float32Array(tokens).fill(1);
  const vectors = new Float32Array(tokens * width);
  for (const fix of fixes) {
    kept.fill(0, fix.at, fix.at + fix.count);
    vectors.set(fix.vectors, fix.at * width);
  }
  return {
    kept: { dtype: 'float32', shape: [1, tokens, 1], data: kept },
    vectors: { dtype: 'float32', shape: [1, tokens, width], data: vectors },
  };
}
