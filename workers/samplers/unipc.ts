// UniPC of order 2 with B2(h) = e^h - 1, predicting x0: Zhao et al., https://arxiv.org/abs/2302.04867, algorithms 5 to 8.
// As diffusers' UniPCMultistepScheduler.
import { weightedSum } from '../numerics/tensor.ts';
import { refused } from './betas.ts';
import { levelOfSigma, predictClean, type Level } from './denoiser.ts';
import { run, type Solver } from './run.ts';
import { choice, flag, readSettings, refuse } from './settings.ts';
import { asksKarras, multistepSchedule } from './sigmas.ts';
import { roundHalfEven } from './timesteps.ts';
import type { Sampler, SchedulerConfig } from './types.ts';

export const unipc: Sampler = (args) => run(args, createUnipc(args.config, args.steps));

/** What a finished step leaves for the corrector and the predictor of the next one. */
interface Past {
  readonly x: Float32Array;
  readonly order: 1 | 2;
  /** Predicted clean latents of the last step and the one before. */
  readonly m0: Float32Array;
  readonly m1: Float32Array | undefined;
}

function createUnipc(config: SchedulerConfig, steps: number): Solver {
  checkConfig(config);
  const settings = readSettings(config, 'linspace');
  const karras = asksKarras(config);
  const { timesteps, sigmas } = multistepSchedule(config, settings, steps, karras, roundHalfEven);
  if (karras && sigmas[steps] > 0) sigmas[steps] = sigmas[steps - 1]; // its `sigma_min` is the last of Karras' levels
  const levels = Array.from(sigmas, levelOfSigma);
  const lambdas = Array.from(sigmas, (sigma) => -Math.log(sigma)); // log(alpha / sigma)
  const lowerOrderFinal = flag(config, 'lower_order_final', true);
  // The second-order step to a level without noise is infinite, in diffusers as here.
  if (!lowerOrderFinal && sigmas[steps] === 0) throw refused('lower_order_final', false);
  let past: Past | undefined;

  /** From the latent corrected at step `i - 1` to step `i`, now that the network has spoken there. */
  function correct(i: number, { x, order, m0, m1 }: Past, denoised: Float32Array): Float32Array {
    const hh = lambdas[i - 1] - lambdas[i];
    const terms = base(levels[i - 1], levels[i], hh, x, m0);
    const scale = levels[i].alpha * -Math.expm1(hh);
    if (order === 1 || !m1) return weightedSum(...terms, [0.5 * scale, denoised], [-0.5 * scale, m0]);
    const r = (lambdas[i - 2] - lambdas[i - 1]) / -hh;
    const [rho1, rho2] = correctorWeights(r, hh);
    const d1 = (rho1 / r) * scale;
    return weightedSum(...terms, [d1, m1], [-d1 - rho2 * scale, m0], [rho2 * scale, denoised]);
  }

  function predict(i: number, { x, order, m0, m1 }: Past): Float32Array {
    const hh = lambdas[i] - lambdas[i + 1];
    const terms = base(levels[i], levels[i + 1], hh, x, m0);
    if (order === 1 || !m1) return weightedSum(...terms);
    const r = (lambdas[i - 1] - lambdas[i]) / -hh;
    const d1 = (0.5 / r) * levels[i + 1].alpha * -Math.expm1(hh);
    return weightedSum(...terms, [d1, m1], [-d1, m0]);
  }

  return {
    timesteps,
    levels,
    startScale: 1,
    scale: 'vp',
    step(i, x, _input, output) {
      const denoised = predictClean(settings.prediction, levels[i], x, output);
      const corrected = past ? correct(i, past, denoised) : x;
      const order = past && !(lowerOrderFinal && i === steps - 1) ? 2 : 1;
      past = { x: corrected, order, m0: denoised, m1: past?.m0 };
      return { x: predict(i, past), denoised };
    },
  };
}

/** The first-order part, exact for a constant prediction m0. `hh` is -h. */
function base(from: Level, to: Level, hh: number, x: Float32Array, m0: Float32Array): [number, Float32Array][] {
  return [
    [to.sigma / from.sigma, x],
    [-to.alpha * Math.expm1(hh), m0],
  ];
}

/** Solves the paper's 2 x 2 system R rho = b for points r and 1. */
function correctorWeights(r: number, hh: number): [number, number] {
  const bigB = Math.expm1(hh);
  const phi2 = bigB / hh - 1;
  const phi3 = phi2 / hh - 0.5;
  const [b1, b2] = [phi2 / bigB, (2 * phi3) / bigB];
  const rho1 = (b1 - b2) / (1 - r);
  return [rho1, b1 - rho1];
}

function checkConfig(config: SchedulerConfig): void {
  refuse(config, 'thresholding', 'solver_p', 'shift_terminal', 'use_dynamic_shifting');
  choice(config, 'predict_x0', [true], true);
  choice(config, 'solver_type', ['bh2', 'midpoint', 'heun', 'logrho'], 'bh2'); // other schedulers' names mean bh2
  choice(config, 'solver_order', [2], 2);
  choice({ disable_corrector: JSON.stringify(config['disable_corrector'] ?? []) }, 'disable_corrector', ['[]'], '[]');
}
