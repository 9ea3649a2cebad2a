// Tokens laid into windows of the text encoder, as A1111 does it: commas, BREAK, embeddings. Pure.

/** Vectors that take the place of tokens. */
export interface ChunkFix {
  /** Of the window's first token that they replace; begin counts. */
  readonly at: number;
  /** `count` rows as wide as the text encoder. */
  readonly vectors: Float32Array;
  readonly count: number;
}

/** One window of the text encoder. Both arrays have `maxLength` elements. */
export interface TokenChunk {
  readonly ids: Int32Array;
  /** 1 for begin, end and padding. */
  readonly weights: Float32Array;
  /** Only where the words have embeddings. */
  readonly fixes?: readonly ChunkFix[];
}

/** A token, or an embedding in its place. */
export interface Piece {
  readonly id: number;
  readonly weight: number;
  readonly vectors?: Float32Array;
  readonly count?: number;
}

export interface Windows {
  readonly maxLength: number;
  readonly bos: number;
  readonly eos: number;
  readonly pad: number;
}

/** As far back as a comma may lie for the words behind it to go to the next window together: A1111's default. */
export const COMMA_BACKTRACK = 20;

/**
 * The pieces in windows of `maxLength - 2` tokens, each with its own begin and end. At least one window. 'break' ends one.
 * @param comma the comma's token: a window that is full is cut behind its last comma, if that is near; null cuts anywhere
 */
export function layInWindows(
  pieces: readonly (Piece | 'break')[],
  windows: Windows,
  comma: number | null,
): readonly TokenChunk[] {
  const room = windows.maxLength - 2;
  const chunks: TokenChunk[] = [];
  let own: Piece[] = [];
  let length = 0;
  const next = (): void => {
    chunks.push(windowOf(own, windows));
    own = [];
    length = 0;
  };
  for (const piece of pieces) {
    if (piece === 'break') {
      next();
      continue;
    }
    const count = piece.count ?? 1;
    if (comma !== null && piece.id !== comma && length === room) {
      const cut = afterComma(own, comma);
      const rest = cut === null ? [] : own.slice(cut);
      if (cut !== null) {
        own = own.slice(0, cut);
        next();
        own = rest;
        length = rest.reduce((sum, each) => sum + (each.count ?? 1), 0);
      }
    }
    if (length + count > room) next();
    own.push(piece);
    length += count;
  }
  if (own.length > 0 || chunks.length === 0) next();
  return chunks;
}

/** Index behind the last comma, where that lies within the last few tokens; null elsewhere. */
function afterComma(own: readonly Piece[], comma: number): number | null {
  let behind = 0;
  for (let i = own.length - 1; i >= 0; i--) {
    behind += own[i].count ?? 1;
    if (own[i].id === comma && own[i].vectors === undefined) return behind <= COMMA_BACKTRACK ? i + 1 : null;
  }
  return null;
}

function windowOf(own: readonly Piece[], { maxLength, bos, eos, pad }: Windows): TokenChunk {
  const ids = new Int32Array(maxLength).fill(pad);
  const weights = new Float32Array(maxLength).fill(1);
  const fixes: ChunkFix[] = [];
  ids[0] = bos;
  let at = 1;
  for (const { id, weight, vectors, count = 1 } of own) {
    if (vectors) fixes.push({ at, vectors, count });
    ids.fill(vectors ? 0 : id, at, at + count);
    weights.fill(weight, at, at + count);
    at += count;
  }
  ids[at] = eos;
  return fixes.length > 0 ? { ids, weights, fixes } : { ids, weights };
}
