// Euler's method on the probability-flow ODE: Karras et al., https://arxiv.org/abs/2206.00364, algorithm 1 without the
// second-order correction. As diffusers' EulerDiscreteScheduler.
import { weightedSum } from '../numerics/tensor.ts';
import { levelOfSigma, predictClean } from './denoiser.ts';
import { run, type Solver } from './run.ts';
import { choice, readSettings, type Settings } from './settings.ts';
import {
  asksKarras,
  finalSigma,
  interpolate,
  karrasSigmas,
  sigmasAt,
  sigmaTable,
  timestepOf,
  type SigmaSchedule,
} from './sigmas.ts';
import { spacedTimesteps } from './timesteps.ts';
import type { Sampler, SchedulerConfig } from './types.ts';

export const euler: Sampler = (args) => run(args, createEuler(args.config, args.steps));
/** From the very last training timestep, as models distilled for few steps want it (diffusers' trailing spacing). */
export const eulerSgmUniform: Sampler = (args) =>
  run(args, createEuler({ ...args.config, timestep_spacing: 'trailing', use_karras_sigmas: false }, args.steps));

function createEuler(config: SchedulerConfig, steps: number): Solver {
  choice(config, 'interpolation_type', ['linear'], 'linear');
  choice(config, 'timestep_type', ['discrete'], 'discrete');
  const settings = readSettings(config, 'linspace');
  const { timesteps, sigmas } = eulerSchedule(config, settings, steps);
  const levels = Array.from(sigmas, levelOfSigma);
  return {
    timesteps,
    levels,
    startScale: eulerStart(settings, sigmas),
    scale: 've',
    step(i, x, input, output) {
      const denoised = predictClean(settings.prediction, levels[i], input, output);
      return { x: eulerStep(x, denoised, sigmas[i], sigmas[i + 1]), denoised };
    },
  };
}

function eulerSchedule(config: SchedulerConfig, settings: Settings, steps: number): SigmaSchedule {
  const table = sigmaTable(config, settings);
  const last = finalSigma(config, table);
  const timesteps = spacedTimesteps(settings, steps).map(Math.fround);
  const sigmas = sigmasAt(timesteps, table, last);
  if (!asksKarras(config)) return { timesteps, sigmas };
  const levels = karrasSigmas(interpolate(table, timesteps[0]), interpolate(table, timesteps[steps - 1]), steps);
  return {
    timesteps: levels.map((sigma) => Math.fround(timestepOf(sigma, table))),
    sigmas: Float32Array.from([...levels, last]),
  };
}

/**
 * Along the slope (x - denoised) / sigma. Not simplified: from sigma 4096 (zero terminal SNR) diffusers' picture shows
 * the rounding of just this order of operations.
 */
export function eulerStep(x: Float32Array, denoised: Float32Array, from: number, to: number): Float32Array {
  const slope = x.map((value, i) => Math.fround(value - denoised[i]) / from);
  return weightedSum([1, x], [Math.fround(to - from), slope]);
}

/** The standard deviation of the first latent, which holds no signal. */
export function eulerStart({ spacing }: Settings, sigmas: Float32Array): number {
  const max = Math.max(...sigmas);
  return spacing === 'leading' ? Math.sqrt(max ** 2 + 1) : max;
}
