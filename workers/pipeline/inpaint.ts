// What an inpainting UNet reads beside the latent: the mask, and the latent of what the mask leaves of the picture.
// As diffusers' StableDiffusionInpaintPipeline makes them (prepare_mask_latents).
import type { Random } from '../numerics/random.ts';
import { encoderInput, latentMask, pixelMask, runEncoder, scaledSample } from './images.ts';
import type { Job, Pixels } from './job.ts';
import type { Loaded } from './loaded.ts';
import type { Plan } from './plan.ts';

interface Kept {
  readonly image: Pixels;
  readonly mask: Pixels;
}

/**
 * Channels [1 + C, h, w] behind the latent's: 1 where the picture is repainted, then the encoded picture whose repainted part is
 * mid grey. Without a mask, or without a picture, everything is repainted, as A1111 has it.
 */
export async function inpaintChannels(
  loaded: Loaded,
  plan: Plan,
  job: Job,
  random: Random,
  signal: AbortSignal,
): Promise<Float32Array> {
  const kept: Kept | null = job.mask && job.init ? { image: job.init.image, mask: job.mask } : null;
  const encoded = await loaded.masked.get(kept ? [kept.image, kept.mask] : [], plan, () =>
    runEncoder(loaded, plan, kept ? maskedPicture(loaded, plan, kept) : greyPicture(loaded, plan), signal),
  );
  const latents = scaledSample(loaded, encoded, (count) => random.randn(count));
  const size = plan.width * plan.height;
  const channels = new Float32Array(size + latents.length);
  channels.set(kept ? latentMask(kept.mask, plan, 1) : new Float32Array(size).fill(1));
  channels.set(latents, size);
  return channels;
}

const greyPicture = ({ pack }: Loaded, { width, height }: Plan): Float32Array =>
  new Float32Array(3 * width * height * pack.vaeFactor ** 2);

function maskedPicture(loaded: Loaded, plan: Plan, { image, mask }: Kept): Float32Array {
  const planar = encoderInput(loaded, plan, image);
  const { vaeFactor } = loaded.pack;
  const hidden = pixelMask(mask, plan.width * vaeFactor, plan.height * vaeFactor);
  return planar.map((value, i) => (hidden[i % hidden.length] ? 0 : value));
}
