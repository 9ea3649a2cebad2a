// Philox 4x32-10, the counter-based generator of CUDA. Imports nothing.
// Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", https://www.thesalmons.org/john/random123/papers/random123sc11.pdf

const LOW = 0xffff;

/** Upper 32 bits of a 32 x 32 bit product. */
function mulHigh(a: number, b: number): number {
  const low = Math.imul(a & LOW, b & LOW) >>> 0;
  const cross1 = (a >>> 16) * (b & LOW) + (low >>> 16);
  const cross2 = (a & LOW) * (b >>> 16) + (cross1 % 65536);
  return ((a >>> 16) * (b >>> 16) + Math.floor(cross1 / 65536) + Math.floor(cross2 / 65536)) >>> 0;
}

/** Replaces the four words of `counter` by random ones; `key` holds two words and is kept. */
export function philox(counter: Uint32Array, key: Uint32Array): void {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const a = mulHigh(c0, 0xd2511f53);
    const b = mulHigh(c2, 0xcd9e8d57);
    [c0, c1, c2, c3] = [b ^ c1 ^ k0, Math.imul(c2, 0xcd9e8d57), a ^ c3 ^ k1, Math.imul(c0, 0xd2511f53)];
    [c0, c1, c2, c3] = [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  counter[0] = c0;
  counter[1] = c1;
  counter[2] = c2;
  counter[3] = c3;
}
