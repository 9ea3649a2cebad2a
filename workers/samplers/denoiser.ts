// From what a network predicts to the clean latent, in the variance-preserving form x = alpha x0 + sigma epsilon. Pure.
import { weightedSum } from '../numerics/tensor.ts';
import type { Prediction } from './settings.ts';

/** Signal and noise of a latent: alpha^2 + sigma^2 = 1. */
export interface Level {
  readonly alpha: number;
  readonly sigma: number;
}

/** The level with signal variance `bar` (alpha bar). */
export function levelOfBar(bar: number): Level {
  return { alpha: Math.sqrt(bar), sigma: Math.sqrt(1 - bar) };
}

/** The level with noise over signal `sigma` (k-diffusion's sigma). */
export function levelOfSigma(sigma: number): Level {
  const alpha = 1 / Math.sqrt(sigma ** 2 + 1);
  return { alpha, sigma: sigma * alpha };
}

/** x0 from the network's output. v-prediction: Salimans & Ho, https://arxiv.org/abs/2202.00512 */
export function predictClean(
  prediction: Prediction,
  { alpha, sigma }: Level,
  x: Float32Array,
  output: Float32Array,
): Float32Array {
  switch (prediction) {
    case 'epsilon':
      return weightedSum([1 / alpha, x], [-sigma / alpha, output]);
    case 'v_prediction':
      return weightedSum([alpha, x], [-sigma, output]);
    case 'sample':
      return output;
  }
}

/** epsilon from the network's output. */
export function predictNoise(
  prediction: Prediction,
  { alpha, sigma }: Level,
  x: Float32Array,
  output: Float32Array,
): Float32Array {
  switch (prediction) {
    case 'epsilon':
      return output;
    case 'v_prediction':
      return weightedSum([alpha, output], [sigma, x]);
    case 'sample':
      return weightedSum([1 / sigma, x], [-alpha / sigma, output]);
  }
}

/** Noises a clean latent to a level. */
export function diffuse({ alpha, sigma }: Level, clean: Float32Array, noise: Float32Array): Float32Array {
  return weightedSum([alpha, clean], [sigma, noise]);
}
