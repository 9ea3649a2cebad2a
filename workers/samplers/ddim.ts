// DDIM, eta 0: Song et al., https://arxiv.org/abs/2010.02502, equation 12. As diffusers' DDIMScheduler.
import { clamp, weightedSum } from '../numerics/tensor.ts';
import { levelOfBar, predictClean, predictNoise } from './denoiser.ts';
import { run, type Solver } from './run.ts';
import { flag, readSettings, refuse, refusePureNoise } from './settings.ts';
import { roundHalfEven, spacedTimesteps } from './timesteps.ts';
import type { Sampler, SchedulerConfig } from './types.ts';

export const ddim: Sampler = (args) => run(args, createDdim(args.config, args.steps));
/** From the very last training timestep, as models distilled for few steps want it (diffusers' trailing spacing). */
export const ddimSgmUniform: Sampler = (args) =>
  run(args, createDdim({ ...args.config, timestep_spacing: 'trailing' }, args.steps));

function createDdim(config: SchedulerConfig, steps: number): Solver {
  refuse(config, 'thresholding');
  const settings = readSettings(config, 'leading');
  const { alphas, trainSteps, prediction } = settings;
  const clip = flag(config, 'clip_sample', true);
  const range = config.clip_sample_range ?? 1;
  const final = levelOfBar(flag(config, 'set_alpha_to_one', true) ? 1 : alphas[0]);
  const levelAt = (t: number) => (t < 0 ? final : levelOfBar(alphas[t]));
  const timesteps = spacedTimesteps(settings, steps).map(roundHalfEven);
  refusePureNoise(settings, timesteps);
  const stride = Math.floor(trainSteps / steps);
  return {
    timesteps,
    levels: [...timesteps.map(levelAt), final],
    startScale: 1,
    scale: 'vp',
    step(i, x, _input, output) {
      const here = levelAt(timesteps[i]);
      const there = levelAt(timesteps[i] - stride); // not always the next timestep, see "trailing"
      const clean = predictClean(prediction, here, x, output);
      const denoised = clip ? clamp(clean, range) : clean;
      const epsilon = predictNoise(prediction, here, x, output);
      return { x: weightedSum([there.alpha, denoised], [there.sigma, epsilon]), denoised };
    },
  };
}
