// Textual inversion: words that are vectors, found in a prompt by their file's name or by their token. Pure.
import type { Piece } from './chunks.ts';

/** https://arxiv.org/abs/2208.01618 */
export interface Embedding {
  /** What it is called by: the file's name, and the token that it was trained as. */
  readonly names: readonly string[];
  /** `count` rows, each as wide as the text encoder. */
  readonly vectors: Float32Array;
  readonly count: number;
  /** Of its file, hex, where it is known. */
  readonly sha256?: string;
}

type Encode = (text: string) => readonly number[];

/** How text becomes pieces while these embeddings are there; the names are found by their tokens, the longest first, as in A1111. */
export function embeddingEncoder(
  encode: Encode,
  embeddings: readonly Embedding[],
): (text: string, weight: number, used?: Set<Embedding>) => readonly Piece[] {
  const named = embeddings
    .flatMap((embedding) => embedding.names.map((name) => ({ name, ids: encode(name), embedding })))
    .filter(({ ids }) => ids.length > 0)
    .sort((a, b) => b.ids.length - a.ids.length);
  // A token in pointed brackets may touch other signs, which would make one token with it.
  const signs = named.map(({ name }) => name).filter((name) => /^<.+>$/.test(name));
  const split = signs.length > 0 ? new RegExp(`(${signs.map(escaped).join('|')})`) : null;
  return (text, weight, used) => {
    const pieces: Piece[] = [];
    for (const part of split ? text.split(split) : [text]) {
      const ids = encode(part);
      for (let at = 0; at < ids.length;) {
        const found = named.find((each) => each.ids.every((id, i) => ids[at + i] === id));
        if (!found) pieces.push({ id: ids[at++] ?? 0, weight });
        else {
          const { vectors, count } = found.embedding;
          pieces.push({ id: -1, weight, vectors, count });
          used?.add(found.embedding);
          at += found.ids.length;
        }
      }
    }
    return pieces;
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
