// DPM-Solver++(2M): Lu et al., https://arxiv.org/abs/2211.01095, algorithm 2, midpoint form.
// As diffusers' DPMSolverMultistepScheduler of order 2.
import { weightedSum } from '../numerics/tensor.ts';
import { levelOfSigma, predictClean } from './denoiser.ts';
import { run, type Solver } from './run.ts';
import { choice, flag, readSettings, refuse } from './settings.ts';
import { asksKarras, multistepSchedule } from './sigmas.ts';
import { roundHalfEven } from './timesteps.ts';
import type { Sampler, SchedulerConfig } from './types.ts';

export const dpmpp2m: Sampler = (args) => run(args, createDpmpp2m(args.config, args.steps, asksKarras(args.config)));
export const dpmpp2mKarras: Sampler = (args) =>
  run(args, createDpmpp2m({ ...args.config, use_karras_sigmas: true }, args.steps, true));

function createDpmpp2m(config: SchedulerConfig, steps: number, karras: boolean): Solver {
  const settings = readSettings(config, 'linspace');
  checkConfig(config);
  const toInteger = config.beta_schedule === 'squaredcos_cap_v2' ? Math.trunc : roundHalfEven;
  const { timesteps, sigmas } = multistepSchedule(config, settings, steps, karras, toInteger);
  const levels = Array.from(sigmas, levelOfSigma);
  const lambdas = Array.from(sigmas, (sigma) => -Math.log(sigma)); // log(alpha / sigma)
  const firstOrderEnd =
    sigmas[steps] === 0 ||
    flag(config, 'euler_at_final', false) ||
    (flag(config, 'lower_order_final', true) && steps < 15);
  let previous: Float32Array | undefined; // the clean latent predicted one step before
  return {
    timesteps,
    levels,
    startScale: 1,
    scale: 'vp',
    step(i, x, _input, output) {
      const denoised = predictClean(settings.prediction, levels[i], x, output);
      const h = lambdas[i + 1] - lambdas[i];
      const decay = levels[i + 1].sigma / levels[i].sigma;
      const gain = levels[i + 1].alpha * -Math.expm1(-h);
      const before = previous;
      previous = denoised;
      if (!before || (firstOrderEnd && i === steps - 1))
        return { x: weightedSum([decay, x], [gain, denoised]), denoised };
      const slope = h / (lambdas[i] - lambdas[i - 1]) / 2; // 1 / 2r
      return { x: weightedSum([decay, x], [gain * (1 + slope), denoised], [-gain * slope, before]), denoised };
    },
  };
}

const DDPM_NOISE = ['fixed_small', 'fixed_small_log', 'fixed_large', 'fixed_large_log'];

function checkConfig(config: SchedulerConfig): void {
  refuse(config, 'thresholding', 'use_dynamic_shifting', 'sigma_min', 'sigma_max');
  // DDPM's files say how much noise it adds, which this solver does not; a learned one has outputs of its own.
  choice(config, 'variance_type', DDPM_NOISE, 'fixed_small');
  choice(config, 'algorithm_type', ['dpmsolver++', 'deis'], 'dpmsolver++');
  choice(config, 'solver_type', ['midpoint', 'logrho', 'bh1', 'bh2'], 'midpoint'); // other schedulers' names mean midpoint
  choice(config, 'solver_order', [2], 2);
  choice(config, 'lambda_min_clipped', [-Infinity], -Infinity);
}
