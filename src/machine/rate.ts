// How fast something grows: over the last few seconds, so that a pause shows and a burst does not.

/** @returns a function that is told how much there is and when (ms), and answers with units a second; null before a second has passed */
export function createRate(windowMs = 6000): (amount: number, nowMs: number) => number | null {
  const seen: { readonly amount: number; readonly at: number }[] = [];
  return (amount, now) => {
    seen.push({ amount, at: now });
    while (seen.length > 2 && now - (seen[1]?.at ?? now) > windowMs) seen.shift();
    const first = seen[0];
    if (!first || now - first.at < 1000) return null;
    return Math.max(0, ((amount - first.amount) / (now - first.at)) * 1000);
  };
}
