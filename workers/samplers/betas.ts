// The forward process: how much noise each training timestep holds. Pure.
// Rounds to float32 where PyTorch does: near t = 0 sigma depends on the rounding of 1 - beta.
import { AppError } from '../errors.ts';
import type { SchedulerConfig } from './types.ts';

const f32 = Math.fround;

/** Alpha bar of DDPM (https://arxiv.org/abs/2006.11239) at each training timestep. @throws AppError `unsupported` */
export function alphasCumprod(config: SchedulerConfig): Float32Array {
  const betas = createBetas(config);
  return cumprod((config.rescale_betas_zero_snr ? zeroTerminalSnr(betas) : betas).map((beta) => 1 - beta));
}

/** Models are trained over 1000 steps; a table far beyond is no model's, and would fill the memory. */
const MOST_STEPS = 100_000;

function createBetas(config: SchedulerConfig): Float32Array {
  const count = numberOf(config, 'num_train_timesteps', 1000);
  if (config.trained_betas)
    return trained(config.trained_betas, typeof config.num_train_timesteps === 'number' ? count : null);
  if (!Number.isInteger(count) || count < 1 || count > MOST_STEPS) throw refused('num_train_timesteps', count);
  const [start, end] = [numberOf(config, 'beta_start', 0.0001), numberOf(config, 'beta_end', 0.02)];
  const schedule = config.beta_schedule ?? 'linear';
  switch (schedule) {
    case 'linear':
      return linspace(start, end, count);
    case 'scaled_linear':
      return linspace(Math.sqrt(start), Math.sqrt(end), count).map((root) => root * root);
    case 'squaredcos_cap_v2': // improved DDPM, https://arxiv.org/abs/2102.09672
      return Float32Array.from({ length: count }, (_, i) =>
        Math.min(1 - squaredCosine((i + 1) / count) / squaredCosine(i / count), 0.999),
      );
    default:
      throw refused('beta_schedule', schedule);
  }
}

/** @param count what the file says beside them: of a table of another length diffusers reads past the end, or only a part */
function trained(betas: unknown, count: number | null): Float32Array {
  const good =
    Array.isArray(betas) &&
    betas.length > 0 &&
    betas.length <= MOST_STEPS &&
    (count === null || betas.length === count) &&
    betas.every((beta: unknown) => typeof beta === 'number' && beta >= 0 && beta <= 1);
  if (!good) throw refused('trained_betas', betas);
  return Float32Array.from(betas as readonly number[]);
}

/** A number of the config, or the default where there is none. @throws AppError `unsupported` naming the key */
export function numberOf(config: SchedulerConfig, key: string, fallback: number): number {
  const value = config[key] ?? fallback;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refused(key, value);
  return value;
}

export function refused(key: string, value: unknown): AppError {
  const text = JSON.stringify(value) ?? '';
  return new AppError('unsupported', `scheduler_config.json: ${key} = ${text.slice(0, 60)} is not supported`);
}

function squaredCosine(t: number): number {
  return Math.cos((((t + 0.008) / 1.008) * Math.PI) / 2) ** 2;
}

/** torch.linspace in float32: counts from both ends. */
function linspace(start: number, end: number, count: number): Float32Array {
  const step = f32((f32(end) - f32(start)) / (count - 1));
  return Float32Array.from({ length: count }, (_, i) =>
    i < count / 2 ? f32(start) + step * i : f32(end) - step * (count - 1 - i),
  );
}

function cumprod(factors: Float32Array): Float32Array {
  let product = 1;
  return factors.map((factor) => (product *= factor));
}

/** Shifts and scales the betas so that the last timestep is pure noise: https://arxiv.org/abs/2305.08891, algorithm 1. */
function zeroTerminalSnr(betas: Float32Array): Float32Array {
  const roots = cumprod(betas.map((beta) => 1 - beta)).map(Math.sqrt);
  const first = roots[0];
  const last = roots[roots.length - 1];
  const scale = f32(first / f32(first - last));
  const bars = roots.map((root) => f32(f32(root - last) * scale) ** 2);
  return bars.map((bar, t) => 1 - f32(t === 0 ? bar : bar / bars[t - 1]));
}
