// Seeded normal noise with the values of PyTorch: its CPU generator, or CUDA's (web UI's "NV" source). No other randomness.
import { createMt19937 } from './mt19937.ts';
import { philox } from './philox.ts';

/** A stream of noise: each call continues where the last one ended. */
export interface Random {
  /** `size` unit normal values, as `torch.randn(size, generator=...)` gives them. */
  randn(size: number): Float32Array;
}

/**
 * `torch`: torch.Generator('cpu').manual_seed(seed), to 1e-6. `philox`: torch.randn on a CUDA device.
 * `seed` is any safe integer; `torch` uses its low 32 bits, `philox` 64.
 */
export function createRandom(kind: 'torch' | 'philox', seed: number): Random {
  switch (kind) {
    case 'torch':
      return createTorch(seed);
    case 'philox':
      return createPhilox(seed);
  }
}

function createTorch(seed: number): Random {
  const next = createMt19937(seed);
  const uniform24 = () => (next() & 0xffffff) * 2 ** -24;
  const uniform53 = () => (next() & 0x1fffff) * 2 ** -21 + next() * 2 ** -53; // low 53 bits of two words
  let cached: number | undefined; // the second normal of a pair waits for the next short call

  /** Below 16 values: one at a time in float64. at::normal_distribution<double> */
  function single(): number {
    if (cached !== undefined) {
      const value = cached;
      cached = undefined;
      return value;
    }
    const theta = 2 * Math.PI * uniform53();
    const radius = Math.sqrt(-2 * Math.log1p(-uniform53()));
    cached = radius * Math.sin(theta);
    return radius * Math.cos(theta);
  }

  /** From 16 values: blocks of 16 in float32, of which the last one is drawn anew where it overlaps. at::native::normal_fill */
  function fill(data: Float32Array): void {
    for (let i = 0; i < data.length; i++) data[i] = uniform24();
    for (let at = 0; at + 16 <= data.length; at += 16) boxMuller(data, at);
    if (data.length % 16 === 0) return;
    const tail = data.length - 16;
    for (let i = tail; i < data.length; i++) data[i] = uniform24();
    boxMuller(data, tail);
  }

  return {
    randn(size) {
      const data = new Float32Array(size);
      if (size >= 16) fill(data);
      else for (let i = 0; i < size; i++) data[i] = single();
      return data;
    },
  };
}

const TWO_PI = Math.fround(2 * Math.PI);

/** Turns 16 uniform values at `at` into normal ones, rounding to float32 where PyTorch does. */
function boxMuller(data: Float32Array, at: number): void {
  for (let j = at; j < at + 8; j++) {
    const radius = Math.fround(Math.sqrt(Math.fround(-2 * Math.fround(Math.log(1 - data[j])))));
    const theta = Math.fround(TWO_PI * data[j + 8]);
    data[j] = radius * Math.fround(Math.cos(theta));
    data[j + 8] = radius * Math.fround(Math.sin(theta));
  }
}

const STEP = Math.fround(2.3283064e-10); // 2^-32 as curand has it
const TURN = Math.fround(2.3283064e-10 * 6.2831855);

function createPhilox(seed: number): Random {
  const key = Uint32Array.of(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0);
  let calls = 0;
  return {
    randn(size) {
      const data = new Float32Array(size);
      const counter = new Uint32Array(4);
      for (let thread = 0; thread < size; thread++) {
        counter.set([calls, 0, thread, 0]);
        philox(counter, key);
        const radius = Math.sqrt(-2 * Math.log(counter[0] * STEP + STEP / 2));
        data[thread] = radius * Math.sin(counter[1] * TURN + TURN / 2);
      }
      calls++;
      return data;
    },
  };
}
