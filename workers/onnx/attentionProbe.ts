// A graph that asks an adapter whether its fused attention is right: some subgroup kernels are not, silently
// (seen on Mesa's llvmpipe with onnxruntime-web 1.31 dev: errors of half a standard deviation).
import { GraphBuilder } from './builder.ts';
import type { BuiltGraph, Target } from './graph.ts';
import { fusedAttention, plainAttention } from './attention.ts';
import { cast, scale, sub } from './ops.ts';

/** Enough keys that the kernel works on more than one tile of them. */
const SHAPE = [1, 64, 32] as const;
const HEADS = 2;

/** Largest difference that rounding explains, for inputs in -1...1; a wrong kernel differs by some 0.1. */
export const ATTENTION_TOLERANCE = 0.02;

/** Input `x` float32 [1,64,32] in -1...1, not constant; output `difference` of the same shape: fused minus plain attention. */
export function buildAttentionProbe(target: Target): BuiltGraph {
  const b = new GraphBuilder({ name: 'attention probe', target });
  const x = cast(b, b.input('x', 'float32', SHAPE), b.compute);
  // Queries that differ from the keys, and scores that are far from uniform.
  const query = scale(b, x, 4);
  const [fused, plain] = [fusedAttention, plainAttention].map((form) =>
    cast(b, form(b, query, x, x, { heads: HEADS }), 'float32'),
  );
  b.output('difference', sub(b, fused, plain));
  return b.build();
}
