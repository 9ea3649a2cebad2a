// Latent consistency models, multistep: Luo et al., https://arxiv.org/abs/2310.04378, algorithm 3. As diffusers' LCMScheduler.
import { AppError } from '../errors.ts';
import { refused } from './betas.ts';
import { clamp, weightedSum } from '../numerics/tensor.ts';
import { diffuse, levelOfBar, predictClean } from './denoiser.ts';
import { run, type Solver } from './run.ts';
import { flag, readSettings, refuse, refusePureNoise, type Settings } from './settings.ts';
import type { SampleArgs, Sampler, SchedulerConfig } from './types.ts';

export const lcm: Sampler = (args) => run(args, createLcm(args));

const DEFAULTS: SchedulerConfig = { beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear' };
const SIGMA_DATA = 0.5;

function createLcm({ config, steps, randn }: SampleArgs): Solver {
  refuse(config, 'thresholding');
  const settings = readSettings({ ...DEFAULTS, ...config }, 'leading');
  const clip = flag(config, 'clip_sample', false);
  const range = config.clip_sample_range ?? 1;
  const timesteps = lcmTimesteps(config, settings, steps);
  refusePureNoise(settings, timesteps);
  const levels = [...timesteps.map((t) => levelOfBar(settings.alphas[t])), levelOfBar(1)];
  const scaling = Number(config['timestep_scaling'] ?? 10);
  return {
    timesteps,
    levels,
    startScale: 1,
    scale: 'vp',
    step(i, x, _input, output) {
      const clean = predictClean(settings.prediction, levels[i], x, output);
      const t = timesteps[i] * scaling;
      const skip = SIGMA_DATA ** 2 / (t ** 2 + SIGMA_DATA ** 2);
      const out = t / Math.sqrt(t ** 2 + SIGMA_DATA ** 2);
      const denoised = weightedSum([out, clip ? clamp(clean, range) : clean], [skip, x]);
      return { x: i === steps - 1 ? denoised : diffuse(levels[i + 1], denoised, randn(x.length)), denoised };
    },
  };
}

/** Evenly spaced ones of the timesteps that the model was distilled on. */
function lcmTimesteps(config: SchedulerConfig, { trainSteps }: Settings, steps: number): number[] {
  const distilled = Number(config['original_inference_steps'] ?? 50);
  if (!(distilled <= trainSteps)) throw refused('original_inference_steps', distilled);
  if (steps > distilled) throw new AppError('bad-input', `${steps} steps: LCM takes 1 to ${distilled}.`);
  const stride = Math.floor(trainSteps / distilled);
  return Array.from({ length: steps }, (_, i) => (distilled - Math.floor(i * (distilled / steps))) * stride - 1);
}
