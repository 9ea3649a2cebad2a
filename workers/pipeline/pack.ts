// A diffusers folder read and understood: configs parsed, weight files opened. Runs nothing.
import { AppError } from '../errors.ts';
import { type ClipConfig, parseClipConfig } from '../models/clip.ts';
import {
  type ControlNetConfig,
  parseControlNetConfig,
  parseUNetConfig,
  type UNetConfig,
} from '../models/unetConfig.ts';
import { parseVaeConfig, type VaeConfig } from '../models/vae.ts';
import type { SchedulerConfig } from '../samplers/types.ts';
import { loraReader } from '../weights/lora.ts';
import { joinReaders } from '../weights/reader.ts';
import type { PackFiles, TensorReader } from '../weights/types.ts';
import { type InklingJson, parseInklingJson } from './inklingJson.ts';
import { createTokenizer, type Tokenizer } from './tokenize.ts';

export interface Pack {
  readonly name: string;
  readonly inkling: InklingJson | null;
  readonly unet: UNetConfig;
  /** Sides of the latent that the UNet was trained at. */
  readonly sampleSize: number;
  readonly vae: VaeConfig;
  readonly clip: ClipConfig;
  readonly scheduler: SchedulerConfig;
  readonly tokenizer: Tokenizer;
  readonly controlNets: ReadonlyMap<
    string,
    { readonly config: ControlNetConfig; readonly conditions: readonly string[] }
  >;
  /** Pixels per latent cell. */
  readonly vaeFactor: number;
  /** Picture sides must be multiples of this: the VAE's factor times the UNet's. */
  readonly sizeMultiple: number;
  /** Every tensor, as `<component>/<name>`. */
  readonly weights: TensorReader;
}

export interface LoraFile {
  readonly weights: TensorReader;
  readonly scale: number;
}

interface NetFolder {
  readonly files: PackFiles;
  /** Folder inside `files`, '' or ending in '/'. */
  readonly folder: string;
  readonly conditions: readonly string[];
}

/**
 * Reads a pack and opens its weights. `extraNets` are ControlNet folders from elsewhere.
 * @throws AppError `bad-model`, `unsupported`, `download`
 */
export async function openPack(
  files: PackFiles,
  extraNets: Readonly<Record<string, PackFiles>> = {},
  loras: readonly LoraFile[] = [],
): Promise<Pack> {
  const index = await json(files, 'model_index.json');
  const inkling = (await files.has('inkling.json'))
    ? parseInklingJson(await files.text('inkling.json'), files.name)
    : null;
  const unetJson = await json(files, 'unet/config.json');
  const unet = parseUNetConfig(unetJson);
  checkUsable(unet, files.name);
  const [vae, clip, scheduler, tokenizer] = await Promise.all([
    json(files, 'vae/config.json').then(parseVaeConfig),
    json(files, 'text_encoder/config.json').then(parseClipConfig),
    json(files, 'scheduler/scheduler_config.json'),
    createTokenizer(files, 'tokenizer/'),
  ]);
  checkTextSize(clip, unet, files.name);
  const nets = netFolders(files, inkling, index, extraNets);
  const controlNets = new Map<string, { config: ControlNetConfig; conditions: readonly string[] }>();
  const readers: Record<string, TensorReader> = {};
  try {
    for (const folder of ['unet', 'vae', 'text_encoder'])
      readers[`${folder}/`] = await files.tensors(await weightFile(files, `${folder}/`));
    for (const [name, net] of nets) {
      controlNets.set(name, {
        config: parseControlNetConfig(await json(net.files, `${net.folder}config.json`)),
        conditions: net.conditions,
      });
      readers[`controlnet.${name}/`] = await net.files.tensors(await weightFile(net.files, net.folder));
    }
  } catch (error) {
    for (const reader of Object.values(readers)) reader.close();
    throw error;
  }
  const vaeFactor = 2 ** (vae.levels - 1);
  return {
    name: inkling?.name ?? files.name,
    inkling,
    unet,
    sampleSize: typeof unetJson['sample_size'] === 'number' ? unetJson['sample_size'] : 64,
    vae,
    clip,
    scheduler,
    tokenizer,
    controlNets,
    vaeFactor,
    sizeMultiple: vaeFactor * 2 ** (unet.down.length - 1),
    weights: loras.reduce(
      (base, { weights, scale }) => loraReader(base, weights, scale),
      repeatedNets(joinReaders(readers)),
    ),
  };
}

/** A job has no class labels to give, so a UNet that needs them cannot be driven. */
function checkUsable(unet: UNetConfig, pack: string): void {
  if (unet.time.classEmbed.kind === 'none') return;
  throw new AppError(
    'unsupported',
    `${pack}: unet/config.json: class_embed_type ${unet.time.classEmbed.kind} needs class labels.`,
    'Use a text-to-image model.',
  );
}

function checkTextSize(clip: ClipConfig, unet: UNetConfig, pack: string): void {
  if (clip.hidden_size === unet.crossAttentionDim) return;
  throw new AppError(
    'bad-model',
    `${pack}: the UNet reads text of size ${unet.crossAttentionDim}, the text encoder writes ${clip.hidden_size}.`,
    'Do the two folders belong to the same model?',
  );
}

/** The config of a net of the pack. @throws AppError `bad-input` */
export function netConfig(pack: Pack, name: string): ControlNetConfig {
  const net = pack.controlNets.get(name);
  if (!net) throw new AppError('bad-input', `There is no ControlNet named "${name}".`);
  return net.config;
}

/** The nets that a pack names itself (inkling.json, or diffusers' `controlnet`, `controlnet_1` ... folders) and the extra ones. */
function netFolders(
  files: PackFiles,
  inkling: InklingJson | null,
  index: Record<string, unknown>,
  extraNets: Readonly<Record<string, PackFiles>>,
): Map<string, NetFolder> {
  const nets = new Map<string, NetFolder>();
  for (const [name, { path, conditions }] of Object.entries(inkling?.controlNets ?? {})) {
    nets.set(name, { files, folder: `${path.replace(/\/+$/, '')}/`, conditions });
  }
  if (!inkling) {
    for (const key of Object.keys(index)) {
      if (/^controlnet(_\d+)?$/.test(key)) nets.set(key, { files, folder: `${key}/`, conditions: [] });
    }
  }
  for (const [name, net] of Object.entries(extraNets)) nets.set(name, { files: net, folder: '', conditions: [] });
  return nets;
}

/** diffusers' names for a component's weights, the smaller fp16 variant first. */
async function weightFile(files: PackFiles, folder: string): Promise<string> {
  const stems = folder === 'text_encoder/' ? ['model'] : ['diffusion_pytorch_model'];
  for (const stem of stems) {
    for (const ending of [
      '.fp16.safetensors',
      '.safetensors',
      '.safetensors.index.json',
      '.fp16.safetensors.index.json',
    ]) {
      if (await files.has(`${folder}${stem}${ending}`)) return `${folder}${stem}${ending}`;
    }
    if (await files.has(`${folder}${stem}.bin`)) {
      throw new AppError(
        'unsupported',
        `${files.name}: ${folder}${stem}.bin is a pickle, which is never loaded.`,
        'Use a version of the model in .safetensors.',
      );
    }
  }
  throw new AppError(
    'bad-model',
    `${files.name}: ${folder || 'the folder'} has no .safetensors file.`,
    'Is this a folder in the diffusers layout?',
  );
}

/** `controlnet.<net>#2/...` reads the weights of `controlnet.<net>/...`: a second unit with the same net. */
function repeatedNets(reader: TensorReader): TensorReader {
  const original = (key: string): string => key.replace(/#\d+\//, '/');
  return {
    keys: () => reader.keys(),
    info: (key) => reader.info(original(key)),
    read: (key) => reader.read(original(key)),
    close: () => reader.close(),
  };
}

async function json(files: PackFiles, path: string): Promise<Record<string, unknown>> {
  const text = await files.text(path);
  try {
    // Python writes numbers that JSON does not have (DPM++'s lambda_min_clipped is -Infinity); null means the same here.
    const value: unknown = JSON.parse(text.replace(/(:\s*)(-?Infinity|NaN)(?=\s*[,}])/g, '$1null'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through: the same message serves both.
  }
  throw new AppError(
    'bad-model',
    `${files.name}: ${path} is not a JSON object.`,
    'Is this a folder in the diffusers layout?',
  );
}
