import { describe, expect, it } from 'vitest';
import { layInWindows, type Piece } from './chunks.ts';
import { type Embedding, embeddingEncoder } from './embeddings.ts';

const WINDOWS = { maxLength: 27, bos: 1000, eos: 1001, pad: 1001 };
const COMMA = 9;
const piece = (id: number): Piece => ({ id, weight: 1 });
/** Words 1, 2, 3 ... with commas at these places. */
const words = (count: number, ...commas: number[]): Piece[] =>
  Array.from({ length: count }, (_, i) => piece(commas.includes(i) ? COMMA : 100 + i));
const lengths = (pieces: readonly (Piece | 'break')[], comma: number | null = COMMA): number[] =>
  layInWindows(pieces, WINDOWS, comma).map(({ ids }) => ids.indexOf(WINDOWS.eos) - 1);

describe('windows of 25 tokens', () => {
  it.each([
    ['no comma near: cut anywhere', words(30), [25, 5]],
    ['cut behind the last comma', words(30, 20), [21, 9]],
    ['a comma that is the 26th token goes to the next window', words(30, 25), [25, 5]],
    ['a comma that is the 25th: nothing moves', words(30, 24), [25, 5]],
    ['a comma 20 tokens back counts, one 21 back does not', words(30, 5), [6, 24]],
    ['...', words(30, 4), [25, 5]],
    ['what moved is cut again', words(60, 20, 40), [21, 20, 19]],
    ['nothing', [], [0]],
    ['BREAK fills its window up', [...words(3), 'break' as const, ...words(2)], [3, 2]],
    ['BREAK first and last', ['break' as const, ...words(2), 'break' as const], [0, 2]],
  ])('%s', (_, pieces, wanted) => {
    expect(lengths(pieces)).toEqual(wanted);
  });

  it('without the comma a window takes all that it has room for', () => {
    expect(lengths(words(30, 20), null)).toEqual([25, 5]);
  });

  it('an embedding is not cut in two', () => {
    const vectors = { id: -1, weight: 1.5, vectors: new Float32Array(8), count: 4 };
    const [first, second] = layInWindows([...words(23), vectors, piece(7)], WINDOWS, null);
    expect(first?.ids.indexOf(WINDOWS.eos)).toBe(24);
    expect(second?.fixes).toEqual([{ at: 1, vectors: vectors.vectors, count: 4 }]);
    expect([...(second?.weights.slice(0, 7) ?? [])]).toEqual([1, 1.5, 1.5, 1.5, 1.5, 1, 1]);
    expect([...(second?.ids.slice(0, 7) ?? [])]).toEqual([1000, 0, 0, 0, 0, 7, 1001]);
  });
});

describe('embeddings', () => {
  /** A token a letter; two signs that touch are one token, as in CLIP. */
  const encode = (text: string): number[] => Array.from(text.matchAll(/[a-z ]|[^a-z ]+/g), ([sign]) => sign.charCodeAt(0) * sign.length); // prettier-ignore
  const embedding = (...names: string[]): Embedding => ({ names, vectors: new Float32Array(2), count: 1 });
  const [fern, long] = [embedding('fern', '<f>'), embedding('ferns')];
  const pieces = embeddingEncoder(encode, [fern, long]);
  const found = (text: string) => pieces(text, 1).map(({ vectors, id }) => (vectors === fern.vectors ? 'F' : vectors ? 'L' : id)); // prettier-ignore

  it('are found by name wherever its tokens are, the longest name first', () => {
    expect(found('fern')).toEqual(['F']);
    expect(found('ferns')).toEqual(['L']);
    expect(found('a fern')).toEqual([97, 32, 'F']);
    expect(found('fer')).toEqual([102, 101, 114]);
  });

  it('are found by a token in pointed brackets that touches other signs', () => {
    expect(found('<f>,')).toEqual(['F', 44]);
  });

  it('tell which were used', () => {
    const used = new Set<Embedding>();
    pieces('no fern here', 1, used);
    expect([...used]).toEqual([fern]);
  });
});
