// Noise levels in k-diffusion's sense, sigma = sqrt((1 - alpha bar) / alpha bar), for the solvers that think in them. Pure.
import { refuseOtherFamilies } from './family.ts';
import { choice, flag, refuse, type Settings } from './settings.ts';
import { linspace, roundHalfEven, spacedTimesteps } from './timesteps.ts';
import type { SchedulerConfig } from './types.ts';

const f32 = Math.fround;

/** `sigmas` has one value more than `timesteps`: the level at the end. */
export interface SigmaSchedule {
  readonly timesteps: readonly number[];
  readonly sigmas: Float32Array;
}

/** Sigma at every training timestep. A zero terminal SNR, where it would be infinite, counts as alpha bar 2^-24. */
export function sigmaTable(config: SchedulerConfig, { alphas }: Settings): Float32Array {
  return alphas.map((alpha, t) => {
    const bar = config.rescale_betas_zero_snr && t === alphas.length - 1 ? 2 ** -24 : alpha;
    return Math.sqrt(f32(f32(1 - bar) / bar));
  });
}

/** Sigmas of timesteps (fractional ones interpolated), then the final level `last`. */
export function sigmasAt(timesteps: readonly number[], table: Float32Array, last: number): Float32Array {
  return Float32Array.from([...timesteps.map((t) => interpolate(table, t)), last]);
}

/** The level at which the run ends: 0, or the table's smallest. */
export function finalSigma(config: SchedulerConfig, table: Float32Array): number {
  return choice(config, 'final_sigmas_type', ['zero', 'sigma_min'], 'zero') === 'zero' ? 0 : table[0];
}

/** Schedule of the multistep solvers, whose timesteps are integers; `toInteger` makes them so for Karras' levels. */
export function multistepSchedule(
  config: SchedulerConfig,
  settings: Settings,
  steps: number,
  karras: boolean,
  toInteger: (t: number) => number,
): SigmaSchedule {
  const table = sigmaTable(config, settings);
  const last = finalSigma(config, table);
  const timesteps = spacedTimesteps(settings, steps, 1).map(roundHalfEven);
  if (!karras) return { timesteps, sigmas: sigmasAt(timesteps, table, last) };
  const levels = karrasSigmas(table[table.length - 1], table[0], steps);
  return {
    timesteps: levels.map((sigma) => toInteger(timestepOf(sigma, table))),
    sigmas: Float32Array.from([...levels, last]),
  };
}

/** Elucidating the design space, https://arxiv.org/abs/2206.00364, equation 5 with rho = 7. */
export function karrasSigmas(max: number, min: number, steps: number): number[] {
  const [from, to] = [max ** (1 / 7), min ** (1 / 7)];
  return linspace(0, 1, steps).map((ramp) => (from + ramp * (to - from)) ** 7);
}

/** The (fractional) timestep whose log sigma is that of `sigma`. */
export function timestepOf(sigma: number, table: Float32Array): number {
  const logs = table.map(Math.log);
  const log = Math.log(Math.max(sigma, 1e-10));
  let low = 0;
  while (low < logs.length - 2 && logs[low + 1] <= log) low++;
  const w = (logs[low] - log) / (logs[low] - logs[low + 1]);
  const clipped = Math.min(Math.max(w, 0), 1);
  return (1 - clipped) * low + clipped * (low + 1);
}

/** A fractional timestep's sigma. numpy.interp */
export function interpolate(table: Float32Array, t: number): number {
  const low = Math.min(Math.max(Math.floor(t), 0), table.length - 1);
  const high = Math.min(low + 1, table.length - 1);
  return table[low] + (table[high] - table[low]) * (t - low);
}

/** Whether the config itself asks for Karras' levels. Its other ways to space sigmas are refused. @throws AppError `unsupported` */
export function asksKarras(config: SchedulerConfig): boolean {
  refuseOtherFamilies(config);
  refuse(
    config,
    'use_exponential_sigmas',
    'use_beta_sigmas',
    'use_lu_lambdas',
    'use_flow_sigmas',
    'sigma_min',
    'sigma_max',
  );
  return flag(config, 'use_karras_sigmas', false);
}
