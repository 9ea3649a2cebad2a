// Attention without projections, as one kernel or spelled out. Knows no model.
import { type GraphBuilder, describe, sameShape } from './builder.ts';
import type { Value } from './graph.ts';
import { checkRank } from './layers.ts';
import { add, reshape, scale, softmax, transpose } from './ops.ts';

const MICROSOFT = 'com.microsoft';

export interface AttentionOptions {
  readonly heads: number;
  /** Factor of the scores; default 1 / sqrt(size of a head). */
  readonly scale?: number | undefined;
  /** Added to the scores, broadcastable to [B,heads,S,T]: a causal mask. */
  readonly bias?: Value;
}

/** Multi-head attention without projections: query [B,S,heads*d], key and value [B,T,heads*d] to [B,S,heads*d]. */
export function attention(b: GraphBuilder, query: Value, key: Value, value: Value, options: AttentionOptions): Value {
  const [batch, , size] = query.shape;
  for (const x of [query, key, value]) {
    checkRank(b, x, 3);
    const length = x === query ? query.shape[1] : key.shape[1];
    if (x.dtype !== query.dtype || !sameShape(x.shape, [batch, length, size])) {
      b.fail(`attention of ${describe(query)} to ${describe(key)} and ${describe(value)}`);
    }
  }
  if (size % options.heads !== 0) b.fail(`${describe(query)} does not divide into ${options.heads} heads`);
  return b.target.plainAttention
    ? plainAttention(b, query, key, value, options)
    : fusedAttention(b, query, key, value, options);
}

/** One kernel, which never stores the scores. */
export function fusedAttention(
  b: GraphBuilder,
  query: Value,
  key: Value,
  value: Value,
  { heads, scale, bias }: AttentionOptions,
): Value {
  const inputs = [query, key, value, ...(bias ? [null, null, bias] : [])];
  const attributes = { num_heads: { int: heads }, ...(scale !== undefined && { scale: { float: scale } }) };
  return b.node('MultiHeadAttention', inputs, query, attributes, MICROSOFT);
}

/** The same spelled out; stores [B,heads,S,T] scores. */
export function plainAttention(
  b: GraphBuilder,
  query: Value,
  key: Value,
  value: Value,
  { heads, scale: factor, bias }: AttentionOptions,
): Value {
  const [batch, length, size] = query.shape;
  const depth = size / heads;
  const perHead = (x: Value, order: readonly number[]): Value =>
    transpose(b, reshape(b, x, [batch, x.shape[1], heads, depth]), order);
  const product = (x: Value, y: Value): Value =>
    b.node('MatMul', [x, y], { dtype: x.dtype, shape: [batch, heads, x.shape[2], y.shape[3]] });
  // Scaling the query first keeps the scores inside fp16's range.
  const scores = product(
    perHead(scale(b, query, factor ?? 1 / Math.sqrt(depth)), [0, 2, 1, 3]),
    perHead(key, [0, 2, 3, 1]),
  );
  const weights = softmax(b, bias ? add(b, scores, bias) : scores);
  return reshape(b, transpose(b, product(weights, perHead(value, [0, 2, 1, 3])), [0, 2, 1, 3]), [batch, length, size]);
}
