// Textual inversion's files: A1111's `emb_params` and `string_to_param`, diffusers' `learned_embeds`. Reads; runs nothing.
import { AppError } from '../errors.ts';
import { floatsOf } from './lora/fit.ts';
import type { TensorReader } from './types.ts';

/** Vectors that stand for a word. */
export interface WordVectors {
  readonly names: readonly string[];
  /** `count` rows. */
  readonly vectors: Float32Array;
  readonly count: number;
}

/**
 * The words of one file. It may be called by the file's name, as in A1111, or by the token that diffusers' files are keyed by.
 * @param name the file's, without its ending
 * @throws AppError `bad-model` where there is no matrix of vectors
 */
export function readEmbedding(reader: TensorReader, name: string): WordVectors {
  const keys = reader.keys();
  const key = ['emb_params', '*'].find((each) => keys.includes(each)) ?? (keys.length === 1 ? keys[0] : undefined);
  if (key === undefined) throw new AppError('bad-model', `${name} holds no embedding that can be read.`);
  const token = key === 'emb_params' || key === '*' ? [] : [key];
  return embeddingOf(reader, key, [...new Set([name, ...token])]);
}

/** The vectors of one tensor: [count, width], or [width] for one. @throws AppError `bad-model` */
export function embeddingOf(reader: TensorReader, key: string, names: readonly string[]): WordVectors {
  const shape = reader.info(key)?.shape ?? [];
  if (shape.length < 1 || shape.length > 2 || shape.includes(0))
    throw new AppError('bad-model', `embedding '${key}' has the shape [${shape.join(', ')}]`);
  return { names, vectors: floatsOf(reader, key), count: shape.length === 2 ? (shape[0] ?? 1) : 1 };
}
