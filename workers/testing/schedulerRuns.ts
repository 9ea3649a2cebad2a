// Test helper: whole runs of our samplers on a scheduler's saved file, as python/golden/scheduler_configs.py and scheduler_options.py
// drive diffusers.
import { AppError } from '../errors.ts';
import { createRandom } from '../numerics/random.ts';
import { SAMPLERS } from '../samplers/index.ts';
import type { SamplerName, SchedulerConfig } from '../samplers/types.ts';
import { relativeError } from './golden.ts';

/** Of a run: seed of its noise, and steps. */
export interface RunOptions {
  readonly seed: number;
  readonly steps: number;
}

/** A fixture's text, in which infinity is written out. */
export const parseFixture = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (value === '-Infinity' ? -Infinity : value)) as unknown;

/** The latent at the end, or the words of a refusal. @throws whatever is no refusal */
export async function runSampler(
  name: SamplerName,
  config: SchedulerConfig,
  { seed, steps }: RunOptions,
): Promise<Float32Array | string> {
  const random = createRandom('torch', seed);
  const noise = random.randn(4);
  // The model of python/golden/schedules.py.
  const model = async (x: Float32Array, t: number): Promise<Float32Array> =>
    x.map((value, i) => 0.3 * value + 0.6 * Math.sin(2 * value + 0.01 * t) + 0.5 * Math.sin(i));
  const randn = (size: number): Float32Array => random.randn(size);
  let last = noise;
  try {
    for await (const { x } of SAMPLERS[name]({ model, config, steps, noise, randn })) last = x;
    return last;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported') return error.message;
    throw error;
  }
}

/** What came of a run, in a word for a table: '=' as diffusers, 'only here' where diffusers has no such run, else the key that it is refused by. */
export function verdict(got: Float32Array | string, want: readonly number[] | null): string {
  if (typeof got === 'string') return /scheduler_config\.json: (\w+)/.exec(got)?.[1] ?? got;
  if (want === null) return got.every(Number.isFinite) ? 'only here' : 'WRONG: not finite';
  const error = relativeError(got, Float32Array.from(want));
  // Noise from sigma 20,000 on (a cosine schedule, a zero terminal SNR): diffusers' own float32 rounding is as large.
  return error < (Math.max(...want.map(Math.abs)) > 1000 ? 1e-3 : 1e-4) ? '=' : `WRONG: ${error}`;
}

/** A table in Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
