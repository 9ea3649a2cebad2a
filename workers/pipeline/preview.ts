// A cheap picture of a latent: one linear map per pixel, no model. Pure.
import type { Rgba } from '../image/pixels.ts';

/** RGB in 0...1 = latent channels times `matrix` (one row a channel) plus `bias`. */
export interface LatentMap {
  readonly matrix: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** SD 1.x's 4 channels (ComfyUI's latent_formats.py gives -1...1; halved and shifted here). */
export const SD15_LATENT_MAP: LatentMap = {
  matrix: [
    [0.1756, 0.11485, 0.16135],
    [0.1625, 0.2487, 0.1175],
    [-0.14145, 0.0881, 0.13605],
    [-0.106, -0.1308, -0.35885],
  ],
  bias: [0.5, 0.5, 0.5],
};

/** The latent [channels, height, width] as opaque pixels of the latent's own size. */
export function latentPixels(latent: Float32Array, width: number, height: number, map: LatentMap): Rgba {
  const size = width * height;
  const data = new Uint8ClampedArray(4 * size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) {
      let value = map.bias[c] ?? 0;
      for (let k = 0; k < map.matrix.length; k++) value += (latent[k * size + i] ?? 0) * (map.matrix[k]?.[c] ?? 0);
      data[4 * i + c] = value * 255;
    }
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
