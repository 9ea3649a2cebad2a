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

/** One input out of `seeds`, one to eight changes away from it; JSON half of the time in its values alone, so that it stays JSON. */
export function mutated(seeds: readonly Uint8Array[], random: () => number): Uint8Array<ArrayBuffer> {
  const pick = (count: number): number => Math.floor(random() * count);
  const seed = seeds[pick(seeds.length)];
  if (seed[0] === OPEN_BRACE && random() < 0.5) return mutatedValues(seed, pick);
  let bytes = Uint8Array.from(seed);
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

const OPEN_BRACE = 0x7b;
const VALUES: readonly unknown[] = [
  null,
  true,
  '',
  'none',
  '\ud800',
  'x'.repeat(5000),
  [],
  {},
  [[[[]]]],
  0,
  -1,
  0.5,
  1e-308,
  1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  Array.from({ length: 300 }, (_, i) => i),
  { length: 1e9 },
  { _class_name: 'x' },
];

/** Up to four values anywhere in it changed, put twice, or taken out. */
function mutatedValues(seed: Uint8Array, pick: (count: number) => number): Uint8Array<ArrayBuffer> {
  const root: unknown = JSON.parse(new TextDecoder().decode(seed));
  for (let change = pick(4); change >= 0; change--) {
    let at = root as Record<string, unknown>;
    for (let depth = pick(5); ; depth--) {
      const keys = Object.keys(at);
      const key = keys[pick(keys.length)] ?? 'x';
      const inner = at[key];
      if (depth > 0 && typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0) {
        at = inner as Record<string, unknown>;
        continue;
      }
      const others = Object.values(at);
      if (pick(8) === 0) Reflect.deleteProperty(at, key);
      else if (typeof inner === 'number' && pick(2) === 0) at[key] = inner * [-1, 1e6, 0.3, 7][pick(4)];
      else
        at[key] =
          pick(6) === 0 ? structuredClone(others[pick(others.length)]) : structuredClone(VALUES[pick(VALUES.length)]);
      break;
    }
  }
  return new TextEncoder().encode(JSON.stringify(root));
}

function spliced(bytes: Uint8Array, at: number, gone: number, put: Uint8Array): Uint8Array<ArrayBuffer> {
  const rest = bytes.subarray(Math.min(bytes.length, at + gone));
  const out = new Uint8Array(at + put.length + rest.length);
  out.set(bytes.subarray(0, at));
  out.set(put, at);
  out.set(rest, at + put.length);
  return out;
}
