// `npm run bench -- --short`: every figure is started, with as little of everything as shows that it can still be measured.
// Nothing is judged or written. `npm test` does it, so that no figure rots unseen.

/** run.mjs sets it before the figures are loaded. */
export const SHORT = process.env['BENCH_SHORT'] !== undefined;

/** How many (or how long), in full and in short. */
export const amount = (full: number, short: number): number => (SHORT ? short : full);
