// Inputs near real ones: bytes flipped, cut, doubled, swapped, numbers made huge, pieces of others put in. Pure; the same seed
// gives the same inputs.

/** Numbers 0...1, Mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What readers trip over: ends of ranges, signs of formats, brackets without partners. */
const PIECES = [
  '\0',
  '"',
  '{',
  '[',
  '}',
  ',',
  ':',
  '-1',
  '1e309',
  '4294967296',
  '9007199254740993',
  'NaN',
  'null',
  '\n',
  'Steps: 1e9, ',
  '\ud800',
  '\u202e',
  '(((((((',
  '%00',
].map((text) => new TextEncoder().encode(text));
const LONGEST = 2 ** 18;

/** One input out of `seeds`, one to eight changes away from it. */
export function mutated(seeds: readonly Uint8Array[], random: () => number): Uint8Array<ArrayBuffer> {
  const pick = (count: number): number => Math.floor(random() * count);
  let bytes = Uint8Array.from(seeds[pick(seeds.length)]);
  for (let change = pick(8); change >= 0; change--) {
    const at = pick(bytes.length + 1);
    const length = 1 + pick(Math.min(64, bytes.length + 1));
    switch (pick(7)) {
      case 0:
        if (at < bytes.length) bytes[at] ^= 1 << pick(8);
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes = spliced(bytes, at, 0, bytes.subarray(at, at + length));
        break;
      case 3:
        bytes = spliced(bytes, at, length, new Uint8Array());
        break;
      case 4:
        bytes = spliced(bytes, at, pick(4), PIECES[pick(PIECES.length)]);
        break;
      case 5:
        bytes.fill(random() < 0.5 ? 0xff : 0, at, at + pick(9));
        break;
      default: {
        const other = seeds[pick(seeds.length)];
        const from = pick(other.length);
        bytes = spliced(bytes, at, pick(length), other.subarray(from, from + length * 4));
      }
    }
    if (bytes.length > LONGEST) bytes = bytes.slice(0, LONGEST);
  }
  return bytes;
}

function spliced(bytes: Uint8Array, at: number, gone: number, put: Uint8Array): Uint8Array<ArrayBuffer> {
  const rest = bytes.subarray(Math.min(bytes.length, at + gone));
  const out = new Uint8Array(at + put.length + rest.length);
  out.set(bytes.subarray(0, at));
  out.set(put, at);
  out.set(rest, at + put.length);
  return out;
}
