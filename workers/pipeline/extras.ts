// What is laid over a loaded pack: nets and an autoencoder from files of their own.
import { AppError } from '../errors.ts';
import { ConfigReader } from '../models/configReader.ts';
import type { ControlNetConfig, UNetConfig } from '../models/unetConfig.ts';
import { parseKlConfig } from '../models/autoencoderKl.ts';
import { parseAdapterConfig } from '../models/t2iAdapter.ts';
import { vaeConfig } from '../weights/ldm/configs.ts';
import { highest } from '../weights/ldm/highest.ts';
import { netReader, vaeReader } from '../weights/modelPart.ts';
import { adapterConfig } from '../weights/t2iAdapter.ts';
import type { DescribedReader } from '../weights/reader.ts';
import type { TensorReader } from '../weights/types.ts';
import type { Loaded } from './loaded.ts';
import { fittingAdapter } from './pack.ts';

/** A file of the shelf; it is opened only where it is not yet in use. */
export interface ExtraFile {
  readonly name: string;
  readonly condition: string | null;
  readonly open: () => Promise<DescribedReader>;
}

/**
 * Adds a net under its name, once; a unit may then ask for it like for the pack's own.
 * @throws AppError `bad-model` when it was made for another kind of model, `unsupported`
 */
export async function addNet({ pack }: Loaded, { name, condition, open }: ExtraFile): Promise<void> {
  if (pack.controlNets.has(name) || pack.adapters.has(name)) return;
  const reader = netReader(await open(), name, belowUNet(pack.weights));
  try {
    const conditions = condition === null ? [] : [condition];
    if (reader.keys().some((key) => key.startsWith('adapter.'))) {
      const config = parseAdapterConfig(adapterConfig(reader));
      pack.adapters.set(name, { config: fittingAdapter(config, pack.unet, pack.vaeFactor, name), conditions });
    } else
      pack.controlNets.set(name, { config: netConfigOf(pack.unet, reader, name, condition === 'shuffle'), conditions });
    pack.adopt(`controlnet.${name}`, reader);
  } catch (error) {
    reader.close();
    throw error;
  }
}

/** Whether a net or an autoencoder (that of previews, too) of this name was laid over. */
export const liesOver = ({ pack }: Loaded, name: string): boolean =>
  pack.vaeName === name || pack.preview?.name === name || pack.adopted(`controlnet.${name}`);

/** Takes off what was laid over under this name, and whatever was built of it; what is the pack's own stays. */
export async function takeOff(loaded: Loaded, name: string): Promise<void> {
  const { pack, sessions } = loaded;
  if (pack.vaeName === name) await useVae(loaded, null);
  if (pack.preview?.name === name) {
    await sessions.release('preview');
    pack.adopt('preview', null);
    pack.preview = null;
  }
  const changed = pack.weights.takeOff(name);
  if (changed.size > 0) loaded.words.forget();
  await sessions.reread(changed);
  if (!pack.adopted(`controlnet.${name}`)) return;
  await sessions.releaseAll();
  loaded.words.forget();
  pack.adopt(`controlnet.${name}`, null);
  pack.controlNets.delete(name);
  pack.adapters.delete(name);
}

/**
 * Decodes and encodes with the autoencoder of a file from now on; null is the pack's own.
 * @throws AppError `bad-model` when its latents are not the model's
 */
export async function useVae(loaded: Loaded, file: ExtraFile | null): Promise<void> {
  const { pack, sessions } = loaded;
  const { ownVae } = pack;
  if (pack.vaeName === (file?.name ?? null)) return;
  if (file) {
    const reader = vaeReader(await file.open(), file.name);
    try {
      const groups = ownVae.kind === 'kl' ? ownVae.norm_num_groups : undefined;
      const config = parseKlConfig(new ConfigReader(vaeConfig(reader, groups), ['AutoencoderKL']));
      if (config.latent_channels !== ownVae.latent_channels || config.levels !== ownVae.levels)
        throw new AppError('bad-model', `${file.name} does not fit this model's latents.`, 'Use another VAE.');
      pack.adopt('vae', reader);
      pack.vae = config;
    } catch (error) {
      reader.close();
      throw error;
    }
  } else {
    pack.adopt('vae', null);
    pack.vae = ownVae;
  }
  pack.vaeName = file?.name ?? null;
  for (const slot of ['decoder', 'encoder']) await sessions.release(slot);
}

/** A net is a copy of its UNet's encoder: what stands in no tensor is the UNet's. */
function netConfigOf(unet: UNetConfig, net: TensorReader, name: string, globalPool: boolean): ControlNetConfig {
  const side = (key: string, axis: number): number => net.info(key)?.shape[axis] ?? 0;
  const channels = unet.down.map(({ path }) => side(`${path}.resnets.0.conv1.weight`, 0));
  const text = net.keys().find((key) => key.endsWith('.attn2.to_k.weight'));
  const fits = unet.down.every((block, level) => block.channels === channels[level]);
  if (
    !fits ||
    (text !== undefined && side(text, 1) !== unet.crossAttentionDim) ||
    side('conv_in.weight', 1) !== unet.outChannels
  ) {
    throw new AppError(
      'bad-model',
      `${name} was made for another kind of model than the one in use.`,
      'Use nets for Stable Diffusion 1.x with models of 1.x, and those for 2.x with 2.x.',
    );
  }
  const embedding = 'controlnet_cond_embedding';
  const blocks = highest(net.keys(), /^controlnet_cond_embedding\.blocks\.(\d+)\./);
  const wider = Array.from({ length: (blocks + 1) / 2 }, (_, i) => side(`${embedding}.blocks.${2 * i + 1}.weight`, 0));
  return {
    inChannels: unet.outChannels, // the latent alone, where an inpainting UNet reads more
    convInKernel: 3,
    crossAttentionDim: unet.crossAttentionDim,
    normGroups: unet.normGroups,
    normEps: unet.normEps,
    upcastAttention: unet.upcastAttention,
    scaleShift: unet.scaleShift,
    downsamplePadding: unet.downsamplePadding,
    midScale: unet.midScale,
    time: unet.time,
    down: unet.down,
    mid: unet.mid,
    hintChannels: [side(`${embedding}.conv_in.weight`, 0), ...wider],
    conditioningChannels: side(`${embedding}.conv_in.weight`, 1),
    bgr: false,
    globalPool,
  };
}

/** The UNet's tensors without their component's name; closing it closes nothing. */
function belowUNet(weights: TensorReader): TensorReader {
  const prefix = 'unet/';
  return {
    keys: () =>
      weights
        .keys()
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
    info: (key) => weights.info(prefix + key),
    read: (key) => weights.read(prefix + key),
    rows: (key, first, end) => weights.rows?.(prefix + key, first, end),
    close: () => undefined,
  };
}
