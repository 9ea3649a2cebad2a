// Numbers as somebody types them for a comparison: `1, 2, 5` or `1..5`. Pure.

/** A range counts in ones; longer ones are a slip of the finger. */
const MAX_RANGE = 100;

/** Reads numbers within bounds, as they will be shown; null when one is none or lies outside. */
export function withNumbers(min: number, max: number, whole = false): (text: string) => readonly string[] | null {
  return (text) => {
    const values: string[] = [];
    for (const part of text.split(/[,;\s]+(?!\.)/).filter((each) => each !== '')) {
      const numbers = range(part) ?? [Number(part)];
      const sound = numbers.every((n) => n >= min && n <= max && (!whole || Number.isInteger(n)));
      if (!sound || numbers.length > MAX_RANGE) return null;
      values.push(...numbers.map(String));
    }
    return values;
  };
}

function range(part: string): readonly number[] | null {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(part) ?? [];
  if (from === undefined || to === undefined) return null;
  const count = Math.max(0, Math.min(MAX_RANGE + 1, Number(to) - Number(from) + 1));
  return count === 0 ? [NaN] : Array.from({ length: count }, (_, i) => Number(from) + i);
}
