// Pictures of a latent on the way, decoded by a small autoencoder (TAESD) that lies on the shelf: nearly what the large one will make.
import { AppError } from '../errors.ts';
import { fromPlanar, type Rgba } from '../image/pixels.ts';
import { ConfigReader } from '../models/configReader.ts';
import { buildTinyDecoder, parseTinyConfig } from '../models/tinyVae.ts';
import type { HostTensor } from '../runtime/types.ts';
import { tinyDecoderConfig, tinyDecoderReader } from '../weights/tinyDecoder.ts';
import type { ExtraFile } from './extras.ts';
import type { Loaded } from './loaded.ts';
import type { Plan } from './plan.ts';

/** Where its weights lie in the pack's. */
const COMPONENT = 'preview';

/**
 * Decodes previews with this file from now on; null: with none. One that was made for other latents is left out: previews are
 * a help, and must stop no picture. @throws AppError where the file cannot be read
 */
export async function usePreview({ pack, sessions }: Loaded, file: ExtraFile | null): Promise<void> {
  if ((pack.preview?.name ?? null) === (file?.name ?? null)) return;
  await sessions.release(COMPONENT);
  pack.adopt(COMPONENT, null);
  pack.preview = null;
  if (!file) return;
  const reader = tinyDecoderReader(await file.open(), file.name);
  try {
    const config = parseTinyConfig(new ConfigReader(tinyDecoderConfig(reader), ['AutoencoderTiny']));
    const fits = config.latent_channels === pack.ownVae.latent_channels && config.levels === pack.ownVae.levels;
    pack.preview = { name: file.name, config: fits ? config : null };
    if (fits) pack.adopt(COMPONENT, reader);
    else reader.close();
  } catch (error) {
    reader.close();
    throw error;
  }
}

/** The latent [C, height, width] as the small autoencoder sees it; null where none is in use. @throws AppError, AbortError */
export async function decodedPreview(
  { pack, sessions, target }: Loaded,
  { width, height }: Plan,
  latent: Float32Array,
  signal: AbortSignal,
): Promise<Rgba | null> {
  const config = pack.preview?.config;
  if (!config) return null;
  const build = () => buildTinyDecoder(config, { height, width, target }, COMPONENT);
  const { session } = await sessions.get({ slot: COMPONENT, key: { width, height }, build }, signal);
  const shape = [1, config.latent_channels, height, width];
  const image = (await session.run({ latent: { dtype: 'float32', shape, data: latent } }))['image'] as HostTensor;
  return fromPlanar(image.data as Float32Array, image.shape[3] ?? 0, image.shape[2] ?? 0);
}

/** Whether a picture can do without: not where it was cancelled, or where nothing works any more. */
export const isSpared = (error: unknown): boolean => error instanceof AppError && error.code !== 'device-lost';
