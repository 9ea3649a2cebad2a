// Between pixels and latents: the VAE's two halves, and the masks of inpainting.
import { fit } from '../image/fit.ts';
import { fromPlanar, overWhite, type Rgba, toPlanar } from '../image/pixels.ts';
import { buildVaeDecoder, buildVaeEncoder } from '../models/vae.ts';
import type { HostTensor, Session } from '../runtime/types.ts';
import type { Pixels } from './job.ts';
import type { Loaded } from './loaded.ts';
import type { Plan } from './plan.ts';
import type { Encoded } from './startImage.ts';

export async function openDecoder(
  { pack, sessions, target }: Loaded,
  { width, height }: Plan,
  signal: AbortSignal,
): Promise<Session> {
  const build = () => buildVaeDecoder(pack.vae, { height, width, target });
  return (await sessions.get({ slot: 'decoder', key: { width, height }, build }, signal)).session;
}

/** The picture of a final latent [1, C, h, w]. */
export async function decodeLatent(
  loaded: Loaded,
  plan: Plan,
  latent: Float32Array,
  signal: AbortSignal,
): Promise<Rgba> {
  const decoder = await openDecoder(loaded, plan, signal);
  const { width, height } = plan;
  const shape = [1, loaded.pack.unet.outChannels, height, width];
  const image = (await decoder.run({ latent: { dtype: 'float32', shape, data: latent } }))['image'] as HostTensor;
  return fromPlanar(image.data as Float32Array, image.shape[3] ?? 0, image.shape[2] ?? 0);
}

/**
 * A photo as the sampler's clean latent: encoded, sampled from the posterior with `randn` as diffusers' img2img does,
 * scaled. The encoder is used once for each picture and released at once; what it said serves until another picture comes.
 */
export async function encodeImage(
  loaded: Loaded,
  plan: Plan,
  image: Pixels,
  randn: (size: number) => Float32Array,
  signal: AbortSignal,
): Promise<Float32Array> {
  const encoded = await loaded.start.get([image], plan, () =>
    runEncoder(loaded, plan, encoderInput(loaded, plan, image), signal),
  );
  return scaledSample(loaded, encoded, randn);
}

/** A sample of what the encoder said, in the UNet's scale. @param randn called once where the encoder gives a variance */
export function scaledSample(loaded: Loaded, encoded: Encoded, randn: (size: number) => Float32Array): Float32Array {
  return posteriorSample(encoded, randn).map((value) => value * loaded.pack.vae.scaling_factor);
}

/** The picture at the size that is painted, planar [3,H,W] in -1...1. */
export function encoderInput({ pack }: Loaded, { width, height }: Plan, image: Pixels): Float32Array {
  return toPlanar(fit(overWhite(image), width * pack.vaeFactor, height * pack.vaeFactor, 'crop'), 2 / 255, -1);
}

/** What the VAE's encoder says of a picture [3,H,W] in -1...1; its session is released at once. */
export async function runEncoder(
  { pack, sessions, target }: Loaded,
  { width, height }: Plan,
  data: Float32Array,
  signal: AbortSignal,
): Promise<Encoded> {
  const build = () => buildVaeEncoder(pack.vae, { height, width, target });
  const { session } = await sessions.get({ slot: 'encoder', key: { width, height }, build }, signal);
  const shape = [1, 3, height * pack.vaeFactor, width * pack.vaeFactor];
  const input = { dtype: 'float32' as const, shape, data };
  try {
    return (await session.run({ image: input })) as Encoded;
  } finally {
    await sessions.release('encoder');
  }
}

function posteriorSample(outputs: Encoded, randn: (size: number) => Float32Array): Float32Array {
  if (outputs['latent']) return outputs['latent'].data as Float32Array;
  const mean = outputs['mean']?.data as Float32Array;
  const logvar = outputs['logvar']?.data as Float32Array;
  const noise = randn(mean.length);
  return mean.map((m, i) => m + Math.exp(0.5 * Math.min(20, Math.max(-30, logvar[i] ?? 0))) * (noise[i] ?? 0));
}

/** The mask at latent size, 1 where the picture is repainted, repeated for every channel (nearest, as diffusers does). */
export function latentMask(mask: Pixels, { width, height }: Plan, channels: number): Float32Array {
  const one = pixelMask(mask, width, height);
  return Float32Array.from({ length: channels * one.length }, (_, i) => one[i % one.length]);
}

/** The mask at another size (nearest), [height * width], 1 where the picture is repainted. */
export function pixelMask(mask: Pixels, width: number, height: number): Uint8Array {
  const column = Array.from({ length: width }, (_, x) => Math.floor((x * mask.width) / width));
  return Uint8Array.from({ length: width * height }, (_, i) =>
    isPainted(mask, column[i % width], Math.floor((Math.floor(i / width) * mask.height) / height)) ? 1 : 0,
  );
}

/** Puts the original's pixels back wherever the mask is black, so that what was not repainted is untouched to the bit. */
export function keepUnmasked(result: Rgba, original: Pixels, mask: Pixels): Rgba {
  const { width, height } = result;
  const kept = fit(overWhite(original), width, height, 'crop').data;
  const data = new Uint8ClampedArray(result.data);
  pixelMask(mask, width, height).forEach((painted, i) => {
    if (!painted) data.set(kept.subarray(3 * i, 3 * i + 3), 4 * i);
  });
  return { width, height, data };
}

/** Whether a mask says of this place of it that it is repainted. */
function isPainted({ width, data }: Pixels, x: number, y: number): boolean {
  return (data[4 * (y * width + x)] ?? 0) >= 128;
}
