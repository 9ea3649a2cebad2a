import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { createRandom } from '../numerics/random.ts';
import { relativeError } from '../testing/golden.ts';
import { SAMPLERS } from './index.ts';
import { SAMPLER_NAMES, type SamplerName, type SchedulerConfig } from './types.ts';

interface Golden {
  readonly seed: number;
  readonly steps: number;
  readonly cases: readonly {
    readonly name: string;
    readonly config: SchedulerConfig;
    /** null where diffusers itself fails or gives no finite numbers. */
    readonly expected: Partial<Record<SamplerName, readonly number[] | null>>;
  }[];
  readonly others: readonly SchedulerConfig[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../python/golden/fixtures/scheduler-configs.json', import.meta.url), 'utf8'),
  (_, value: unknown) => (value === '-Infinity' ? -Infinity : value),
) as Golden;

async function run(name: SamplerName, config: SchedulerConfig): Promise<Float32Array> {
  const random = createRandom('torch', golden.seed);
  const noise = random.randn(4);
  // The model of python/golden/schedules.py.
  const model = async (x: Float32Array, t: number): Promise<Float32Array> =>
    x.map((value, i) => 0.3 * value + 0.6 * Math.sin(2 * value + 0.01 * t) + 0.5 * Math.sin(i));
  let last = noise;
  const randn = (size: number): Float32Array => random.randn(size);
  for await (const { x } of SAMPLERS[name]({ model, config, steps: golden.steps, noise, randn })) last = x;
  return last;
}

/** The result, or the words of a refusal. */
async function outcome(name: SamplerName, config: SchedulerConfig): Promise<Float32Array | string> {
  try {
    return await run(name, config);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported') return error.message;
    throw error;
  }
}

describe.each(golden.cases)('the scheduler file of $name', ({ config, expected }) => {
  it.each(SAMPLER_NAMES.filter((name) => name in expected))(
    'gives with %s what diffusers gives, or is refused by name',
    async (name) => {
      const got = await outcome(name, config);
      const want = expected[name] ?? null;
      if (typeof got === 'string') expect(got).toMatch(/scheduler_config\.json: \w+/);
      // Euler from sigma 20,000 on: diffusers' own float32 rounding is as large.
      else if (want) expect(relativeError(got, Float32Array.from(want))).toBeLessThan(name === 'euler' ? 1e-3 : 1e-4);
    },
  );
});

it('most of them run: a refusal is the exception', async () => {
  let [ran, all] = [0, 0];
  for (const { config, expected } of golden.cases)
    for (const name of SAMPLER_NAMES) {
      if (!expected[name]) continue;
      all += 1;
      ran += typeof (await outcome(name, config)) === 'string' ? 0 : 1;
    }
  expect(ran / all).toBeGreaterThan(0.8);
});

it.each(golden.others.map((config) => [String(config['_class_name']), config] as const))(
  '%s is refused by its name, whatever sampler is chosen',
  async (kind, config) => {
    for (const name of SAMPLER_NAMES) {
      expect(await outcome(name, config)).toContain(kind);
    }
  },
);

it.each([
  { num_train_timesteps: 1e9 },
  { num_train_timesteps: 2.5 },
  { trained_betas: [0.1, NaN] },
  { trained_betas: { length: 1e9 } },
  { beta_end: '0.012' },
  { steps_offset: 2 ** 53 },
] as readonly unknown[])('a file that no model has is refused by its key, at once: %j', async (config) => {
  const [key = ''] = Object.keys(config as object);
  for (const name of SAMPLER_NAMES) expect(await outcome(name, config as SchedulerConfig)).toContain(key);
});
