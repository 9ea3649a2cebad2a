// Reads scheduler_config.json as diffusers' `Scheduler.from_config` does; every value that is not understood is refused.
import { AppError } from '../errors.ts';
import { alphasCumprod, numberOf, refused } from './betas.ts';
import { refuseOtherFamilies } from './family.ts';
import type { SchedulerConfig } from './types.ts';

const PREDICTIONS = ['epsilon', 'v_prediction', 'sample'] as const;
const SPACINGS = ['leading', 'trailing', 'linspace'] as const;
export type Prediction = (typeof PREDICTIONS)[number];
export type Spacing = (typeof SPACINGS)[number];

/** What every sampler needs of the config. */
export interface Settings {
  readonly trainSteps: number;
  /** Signal's share of the variance at each training timestep (alpha bar), float32 as in diffusers' table. */
  readonly alphas: Float32Array;
  readonly prediction: Prediction;
  readonly spacing: Spacing;
  readonly offset: number;
}

/**
 * @param spacing the scheduler's own default for `timestep_spacing`
 * @throws AppError `unsupported` naming the key
 */
export function readSettings(config: SchedulerConfig, spacing: Spacing): Settings {
  refuseOtherFamilies(config);
  const alphas = alphasCumprod(config);
  return {
    trainSteps: alphas.length,
    alphas,
    prediction: choice(config, 'prediction_type', PREDICTIONS, 'epsilon'),
    spacing: choice(config, 'timestep_spacing', SPACINGS, spacing),
    offset: offsetOf(config, alphas.length),
  };
}

function offsetOf(config: SchedulerConfig, trainSteps: number): number {
  const offset = numberOf(config, 'steps_offset', 0);
  if (Number.isInteger(offset) && Math.abs(offset) < trainSteps) return offset;
  throw refused('steps_offset', offset);
}

/**
 * Refuses to read noise out of a level that is noise alone: with a zero terminal SNR alpha bar is 0 there, and the clean
 * latent of an epsilon prediction would be divided by it (diffusers' DDIM and LCM give NaN).
 * @throws AppError `unsupported` naming both keys
 */
export function refusePureNoise({ prediction, alphas }: Settings, timesteps: readonly number[]): void {
  if (prediction !== 'epsilon' || timesteps.every((t) => alphas[t] > 0)) return;
  throw new AppError(
    'unsupported',
    'scheduler_config.json: prediction_type = "epsilon" with rescale_betas_zero_snr is not supported (v_prediction, sample are)',
    'Choose another sampler or pack.',
  );
}

/** The value of a key, or its default when absent or null. @throws AppError `unsupported` when not among `allowed` */
export function choice<T>(config: SchedulerConfig, key: string, allowed: readonly T[], fallback: T): T {
  const value = config[key] ?? fallback;
  const known = allowed.find((item) => item === value);
  if (known === undefined) {
    throw new AppError(
      'unsupported',
      `scheduler_config.json: ${key} = ${JSON.stringify(value)} is not supported (${allowed.map(String).join(', ')} are)`,
      'Choose another sampler or pack.',
    );
  }
  return known;
}

/** A flag, or its default when absent or null. */
export function flag(config: SchedulerConfig, key: string, fallback: boolean): boolean {
  return choice(config, key, [true, false], fallback);
}

/** Refuses the config when one of these flags is set. @throws AppError `unsupported` naming the key */
export function refuse(config: SchedulerConfig, ...keys: readonly string[]): void {
  for (const key of keys) choice(config, key, [false], false);
}
