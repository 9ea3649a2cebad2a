// What every autoencoder graph is built for. Types only.
import type { Target } from '../onnx/graph.ts';

export interface VaeGraphOptions {
  /** Sides of the latent. */
  readonly height: number;
  readonly width: number;
  readonly target: Target;
}
