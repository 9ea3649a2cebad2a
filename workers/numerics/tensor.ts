// Elementwise arithmetic on float32 arrays; inputs are never written to. Imports nothing.

/** The sum of `weight * values` over the terms, rounded to float32 after each operation, as PyTorch does. */
export function weightedSum(...terms: readonly (readonly [weight: number, values: Float32Array])[]): Float32Array {
  const sum = new Float32Array(terms[0]?.[1].length ?? 0);
  for (const [weight, values] of terms) {
    for (let i = 0; i < sum.length; i++) sum[i] += Math.fround(weight * values[i]);
  }
  return sum;
}

/** Values limited to `-range ... range`. */
export function clamp(values: Float32Array, range: number): Float32Array {
  return values.map((value) => Math.min(Math.max(value, -range), range));
}
