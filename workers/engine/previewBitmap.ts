// A step's latent as a bitmap that the page can draw without work of its own.
import type { Loaded } from '../pipeline/loaded.ts';
import type { Pack } from '../pipeline/pack.ts';
import type { Plan } from '../pipeline/plan.ts';
import { latentPixels, SD15_LATENT_MAP } from '../pipeline/preview.ts';
import { decodedPreview, isSpared, usePreview } from '../pipeline/previews.ts';
import type { Rgba } from '../image/pixels.ts';

/**
 * By the small autoencoder, where one is in use, else by a map of colours; null when nothing is known of what this pack's latents
 * look like, or where the decoded picture comes next (`last`). @throws AbortError, AppError `device-lost`
 */
export async function previewBitmap(
  loaded: Loaded,
  latent: Float32Array,
  plan: Plan,
  last: boolean,
  signal: AbortSignal,
): Promise<ImageBitmap | null> {
  // The map's few pixels after a decoded step would be a step back.
  if (last && loaded.pack.preview?.config) return null;
  const decoded = await decodedPreview(loaded, plan, latent, signal).catch((error: unknown) => spared(loaded, error));
  const pixels = decoded ?? mapped(loaded.pack, latent, plan);
  if (!pixels) return null;
  const { width, height, data } = pixels;
  return createImageBitmap(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height));
}

/** One that does not work here (no memory, say) is in no picture's way; the next picture tries it once more. */
async function spared(loaded: Loaded, error: unknown): Promise<null> {
  if (!isSpared(error)) throw error;
  await usePreview(loaded, null);
  return null;
}

function mapped({ inkling, unet }: Pack, latent: Float32Array, { width, height }: Plan): Rgba | null {
  const map = inkling?.preview ?? (unet.outChannels === SD15_LATENT_MAP.matrix.length ? SD15_LATENT_MAP : null);
  return map && map.matrix.length === unet.outChannels ? latentPixels(latent, width, height, map) : null;
}
