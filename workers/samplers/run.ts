// The loop that all samplers share: where to start, one model call a step, what to report. Knows no sampler.
import { weightedSum } from '../numerics/tensor.ts';
import { type Level, diffuse } from './denoiser.ts';
import type { SampleArgs, SampleStep } from './types.ts';

/** A solver of the reverse process over a fixed list of timesteps; it may remember what it was told in earlier steps. */
export interface Solver {
  readonly timesteps: readonly number[];
  /** The noise level at each timestep, and one more for the end. */
  readonly levels: readonly Level[];
  /** Pure noise at the first level, in the solver's own scale: what unit noise is multiplied by. */
  readonly startScale: number;
  /** 'vp': x = alpha x0 + sigma noise, as the network sees it. 've': x = x0 + (sigma / alpha) noise. */
  readonly scale: 'vp' | 've';
  /** From the latent at timestep `i` (own scale, and as the network saw it) and the network's output to the next one. */
  step(i: number, x: Float32Array, input: Float32Array, output: Float32Array): Solved;
}

export interface Solved {
  readonly x: Float32Array;
  readonly denoised: Float32Array;
}

/** Runs a solver; img2img (`init`) skips the first timesteps as diffusers' pipelines do. */
export async function* run(args: SampleArgs, solver: Solver): AsyncGenerator<SampleStep, void, void> {
  const { timesteps, levels, scale } = solver;
  const toInput = (i: number, x: Float32Array) => (scale === 'vp' ? x : weightedSum([levels[i].alpha, x]));
  const addNoise = (i: number, clean: Float32Array, noise: Float32Array) => {
    const noisy = diffuse(levels[i], clean, noise);
    return scale === 'vp' ? noisy : weightedSum([1 / levels[i].alpha, noisy]);
  };
  const count = timesteps.length;
  const first = args.init ? count - Math.min(Math.trunc(count * args.init.strength), count) : 0;
  let x = args.init ? addNoise(first, args.init.latents, args.noise) : weightedSum([solver.startScale, args.noise]);
  for (let i = first; i < count; i++) {
    const timestep = timesteps[i];
    const input = toInput(i, x);
    const solved = solver.step(i, x, input, await args.model(input, timestep, i - first));
    const next = i + 1;
    x = solved.x;
    if (args.afterStep) {
      const addNext = (clean: Float32Array, noise: Float32Array) => addNoise(next, clean, noise);
      x = args.afterStep(x, { step: i - first, nextTimestep: timesteps[next] ?? null, addNoise: addNext });
    }
    yield {
      step: next - first,
      steps: count - first,
      timestep,
      sigma: levels[next].sigma / levels[next].alpha,
      x: next < count ? toInput(next, x) : x,
      denoised: solved.denoised,
    };
  }
}
