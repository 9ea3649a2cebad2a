// Scheduler files that are refused whatever the sampler: other families, and numbers that no model has. What runs: options.test.ts.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseFixture, runSampler, type RunOptions } from '../testing/schedulerRuns.ts';
import { SAMPLER_NAMES, type SchedulerConfig } from './types.ts';

const golden = parseFixture(
  readFileSync(new URL('../../python/golden/fixtures/scheduler-configs.json', import.meta.url), 'utf8'),
) as RunOptions & { readonly others: readonly SchedulerConfig[] };

it.each(golden.others.map((config) => [String(config['_class_name']), config] as const))(
  '%s is refused by its name, whatever sampler is chosen',
  async (kind, config) => {
    for (const name of SAMPLER_NAMES) {
      expect(await runSampler(name, config, golden)).toContain(kind);
    }
  },
);

it.each([
  { num_train_timesteps: 1e9 },
  { num_train_timesteps: 2.5 },
  { trained_betas: [0.1, NaN] },
  { trained_betas: { length: 1e9 } },
  { trained_betas: [0.1, 0.2], num_train_timesteps: 1000 },
  { beta_end: '0.012' },
  { steps_offset: 2 ** 53 },
] as readonly unknown[])('a file that no model has is refused by its key, at once: %j', async (config) => {
  const [key = ''] = Object.keys(config as object);
  for (const name of SAMPLER_NAMES) expect(await runSampler(name, config as SchedulerConfig, golden)).toContain(key);
});
