// The noise schedule of single-file checkpoints: the family's own, as published beside its first folder. Data only.
import type { Family } from './configs.ts';

/** What the UNet answers with. */
export type Prediction = 'epsilon' | 'v_prediction';

/** scheduler_config.json: Stable Diffusion 1.5 was published with PNDM, 2.1 with DDIM, both over the same betas. */
export function schedulerConfig(family: Family, prediction: Prediction): Record<string, unknown> {
  return {
    _class_name: family === 'sd1' ? 'PNDMScheduler' : 'DDIMScheduler',
    beta_start: 0.00085,
    beta_end: 0.012,
    beta_schedule: 'scaled_linear',
    clip_sample: false,
    num_train_timesteps: 1000,
    prediction_type: prediction,
    set_alpha_to_one: false,
    skip_prk_steps: true,
    steps_offset: 1,
    trained_betas: null,
  };
}
