// What a sampler is: an async generator over a model, so that preview, progress and cancel fall out of one loop.

export const SAMPLER_NAMES = [
  'ddim',
  'ddim-sgm-uniform',
  'euler',
  'euler-sgm-uniform',
  'euler-a',
  'dpmpp-2m',
  'dpmpp-2m-karras',
  'unipc',
  'lcm',
] as const;
export type SamplerName = (typeof SAMPLER_NAMES)[number];

/** The keys of diffusers' `scheduler_config.json` that matter here; unknown values throw `unsupported` naming the key. */
export interface SchedulerConfig {
  readonly num_train_timesteps?: number;
  readonly beta_start?: number;
  readonly beta_end?: number;
  readonly beta_schedule?: string;
  readonly trained_betas?: readonly number[] | null;
  readonly prediction_type?: string;
  readonly timestep_spacing?: string;
  readonly steps_offset?: number;
  readonly set_alpha_to_one?: boolean;
  readonly rescale_betas_zero_snr?: boolean;
  readonly clip_sample?: boolean;
  readonly clip_sample_range?: number;
  readonly [key: string]: unknown;
}

export interface SampleArgs {
  /** The guided model output (epsilon, v or sample as the config says) for a latent at a timestep; `step` counts from 0. */
  readonly model: (sample: Float32Array, timestep: number, step: number) => Promise<Float32Array>;
  readonly config: SchedulerConfig;
  readonly steps: number;
  /** Unit normal noise of the latent's size. */
  readonly noise: Float32Array;
  /** Fresh unit normal noise, for ancestral steps; called in the order that diffusers calls randn. */
  readonly randn: (size: number) => Float32Array;
  /** img2img: clean latents to start from and denoise strength in 0...1. */
  readonly init?: { readonly latents: Float32Array; readonly strength: number };
  /** Called after each step; returns the latent to go on with (inpainting blends here). */
  readonly afterStep?: (x: Float32Array, at: AfterStep) => Float32Array;
}

export interface AfterStep {
  readonly step: number;
  /** The timestep that the latent now belongs to; null after the last step. */
  readonly nextTimestep: number | null;
  /** Noises a clean latent to the level (and in the sampler's own scale) of `x` after this step. */
  readonly addNoise: (clean: Float32Array, noise: Float32Array) => Float32Array;
}

export interface SampleStep {
  /** 1-based number of finished steps, and how many there are (img2img runs fewer than `args.steps`). */
  readonly step: number;
  readonly steps: number;
  readonly timestep: number;
  /** Noise level after the step, in k-diffusion's sense (0 at the end). */
  readonly sigma: number;
  /** The latent after this step, in the scale that the next model call (or the VAE) expects. */
  readonly x: Float32Array;
  /** The model's current guess of the clean latent, for the preview. */
  readonly denoised: Float32Array;
}

export type Sampler = (args: SampleArgs) => AsyncGenerator<SampleStep, void, void>;
