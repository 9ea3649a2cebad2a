// How unlikely it is that noise looks like a line: LSD's number of false alarms. Pure.

/** ln(n!) for n up to what was asked for so far. */
const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push(logFactorials[i - 1] + Math.log(i));
  return logFactorials[n];
}

/**
 * -log10 of (tests * probability that at least k of n pixels, each aligned with probability p, are aligned).
 * The tail of the binomial distribution is summed until it is known within a tenth.
 */
export function certainty(n: number, k: number, p: number, logTests: number): number {
  if (n === 0 || k === 0) return -logTests;
  if (n === k) return -logTests - n * Math.log10(p);
  const logFirst =
    logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log(1 - p);
  const first = Math.exp(logFirst);
  if (first < Number.MIN_VALUE * 1e16) return k > n * p ? -logFirst / Math.LN10 - logTests : -logTests;
  let term = first;
  let tail = first;
  for (let i = k + 1; i <= n; i++) {
    const ratio = (n - i + 1) / i;
    const factor = (ratio * p) / (1 - p);
    term *= factor;
    tail += term;
    if (ratio >= 1) continue;
    const rest = term * ((1 - factor ** (n - i + 1)) / (1 - factor) - 1);
    if (rest < 0.1 * Math.abs(-Math.log10(tail) - logTests) * tail) break;
  }
  return -Math.log10(tail) - logTests;
}
