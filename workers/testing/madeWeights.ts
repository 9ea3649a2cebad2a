// The other half of python/golden/made.py: weights that follow from their tensors' names; for tests only.
import type { TensorReader } from '../weights/types.ts';

/** Shape, mean and amplitude of each tensor, as a fixture lists them. */
export type MadeList = Readonly<Record<string, readonly [shape: readonly number[], mean: number, amplitude: number]>>;

/** A reader of float32 tensors that are computed when they are asked for. */
export function madeWeights(list: MadeList): TensorReader {
  return {
    keys: () => Object.keys(list),
    info: (key) => (Object.hasOwn(list, key) ? { dtype: 'F32', shape: list[key][0] } : undefined),
    read(key) {
      const [shape, mean, amplitude] = list[key];
      const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
      const start = fnv1a(key);
      for (let i = 0; i < values.length; i++) {
        const u = mix(start + Math.imul(i, 0x9e3779b9)) / 2 ** 32;
        values[i] = mean + amplitude * (2 * u - 1);
      }
      return new Uint8Array(values.buffer);
    },
    close: () => undefined,
  };
}

function fnv1a(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

/** MurmurHash3's finaliser. */
function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}
