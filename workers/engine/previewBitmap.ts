// A step's latent as a bitmap that the page can draw without work of its own.
import type { Pack } from '../pipeline/pack.ts';
import type { Plan } from '../pipeline/plan.ts';
import { latentPixels, SD15_LATENT_MAP } from '../pipeline/preview.ts';

/** null when nothing is known of what this pack's latents look like. */
export function previewBitmap(
  { inkling, unet }: Pack,
  latent: Float32Array,
  { width, height }: Plan,
): Promise<ImageBitmap | null> {
  const map = inkling?.preview ?? (unet.outChannels === SD15_LATENT_MAP.matrix.length ? SD15_LATENT_MAP : null);
  if (!map || map.matrix.length !== unet.outChannels) return Promise.resolve(null);
  const { data } = latentPixels(latent, width, height, map);
  return createImageBitmap(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height));
}
