// Euler's method with fresh noise after each step: k-diffusion's sample_euler_ancestral
// (https://github.com/crowsonkb/k-diffusion). As diffusers' EulerAncestralDiscreteScheduler.
import { weightedSum } from '../numerics/tensor.ts';
import { levelOfSigma, predictClean } from './denoiser.ts';
import { eulerStart, eulerStep } from './euler.ts';
import { run, type Solver } from './run.ts';
import { choice, readSettings } from './settings.ts';
import { sigmasAt, sigmaTable } from './sigmas.ts';
import { spacedTimesteps } from './timesteps.ts';
import type { SampleArgs, Sampler } from './types.ts';

export const eulerAncestral: Sampler = (args) => run(args, createEulerAncestral(args));

function createEulerAncestral({ config, steps, randn }: SampleArgs): Solver {
  choice(config, 'prediction_type', ['epsilon', 'v_prediction'], 'epsilon');
  const settings = readSettings(config, 'linspace');
  const timesteps = spacedTimesteps(settings, steps).map(Math.fround);
  const sigmas = sigmasAt(timesteps, sigmaTable(config, settings), 0);
  const levels = Array.from(sigmas, levelOfSigma);
  return {
    timesteps,
    levels,
    startScale: eulerStart(settings, sigmas),
    scale: 've',
    step(i, x, input, output) {
      const [from, to] = [sigmas[i], sigmas[i + 1]];
      const up = Math.sqrt((to ** 2 * (from ** 2 - to ** 2)) / from ** 2);
      const down = Math.sqrt(to ** 2 - up ** 2);
      const denoised = predictClean(settings.prediction, levels[i], input, output);
      return { x: weightedSum([1, eulerStep(x, denoised, from, down)], [up, randn(x.length)]), denoised };
    },
  };
}
