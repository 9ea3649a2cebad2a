// A diffusers folder read and understood: configs parsed, weight files opened. Runs nothing.
import { AppError } from '../errors.ts';
import { type ClipConfig, parseClipConfig } from '../models/clip.ts';
import {
  type ControlNetConfig,
  parseControlNetConfig,
  parseUNetConfig,
  type UNetConfig,
} from '../models/unetConfig.ts';
import { type AdapterConfig, parseAdapterConfig } from '../models/t2iAdapter.ts';
import type { TinyConfig } from '../models/tinyVae.ts';
import { parseVaeConfig, type VaeConfig } from '../models/vae.ts';
import type { SchedulerConfig } from '../samplers/types.ts';
import { type Overlay, overlay } from '../weights/overlay.ts';
import { refuseQuantisedConfig } from '../weights/quantised.ts';
import type { PackFiles, TensorReader } from '../weights/types.ts';
import { type InklingJson, parseInklingJson } from './inklingJson.ts';
import { type LoraFile, LoraStack } from './loras.ts';
import { openParts, type Part } from './parts.ts';
import { createTokenizer, type Tokenizer } from './tokenize.ts';

export interface Pack {
  readonly name: string;
  readonly inkling: InklingJson | null;
  readonly unet: UNetConfig;
  /** The UNet reads, beside the latent, a mask and the latent of what the mask leaves of the picture. */
  readonly inpainting: boolean;
  /** Sides of the latent that the UNet was trained at. */
  readonly sampleSize: number;
  /** Of the autoencoder in use. */
  vae: VaeConfig;
  /** Of the pack's own. */
  readonly ownVae: VaeConfig;
  /** What the autoencoder in use is called where it is not the pack's own. */
  vaeName: string | null;
  /** The small autoencoder that previews are decoded with; without a config it was made for other latents. */
  preview: { readonly name: string; readonly config: TinyConfig | null } | null;
  readonly clip: ClipConfig;
  readonly scheduler: SchedulerConfig;
  readonly tokenizer: Tokenizer;
  /** The pack's, and those that were added. */
  readonly controlNets: Map<string, { readonly config: ControlNetConfig; readonly conditions: readonly string[] }>;
  /** T2I-Adapters, named as nets are. */
  readonly adapters: Map<string, { readonly config: AdapterConfig; readonly conditions: readonly string[] }>;
  /** Pixels per latent cell. */
  readonly vaeFactor: number;
  /** Picture sides must be multiples of this: a latent cell. Where the UNet halves an odd side, its way up meets the skip's size. */
  readonly sizeMultiple: number;
  /** Every tensor, as `<component>/<name>`; of nets, those that were opened. */
  readonly weights: LoraStack;
  /**
   * Opens these nets, all of them if none is named; each once. Those that `inkling.json` lists after the first wait for it,
   * so that the first picture need not wait for their download. @throws AppError, as `openPack`; asked again, tries again
   */
  openNets(names?: Iterable<string>): Promise<void>;
  /** Reads a component (`vae`, `controlnet.<name>`) from elsewhere, which is owned from now on; null: from the pack again. */
  readonly adopt: Overlay['adopt'];
  /** Whether a component is read from elsewhere. */
  readonly adopted: Overlay['has'];
}

interface NetFolder extends Part {
  readonly conditions: readonly string[];
  /** Whether it is opened only when it is asked for. */
  readonly later: boolean;
}

/**
 * Reads a pack and opens its weights. `extraNets` are ControlNet folders from elsewhere. The LoRA files belong to the pack
 * from here on: they are closed with it, and where it cannot be opened.
 * @throws AppError `bad-model`, `unsupported`, `download`
 */
export async function openPack(
  files: PackFiles,
  extraNets: Readonly<Record<string, PackFiles>> = {},
  loras: readonly LoraFile[] = [],
): Promise<Pack> {
  const open = loras.map(({ weights }) => weights);
  try {
    return await readPack(files, extraNets, loras, open);
  } catch (error) {
    for (const reader of open) reader.close();
    throw error;
  }
}

const BASE_PARTS = ['unet', 'vae', 'text_encoder'] as const;

/** `open` gets every reader that has to be closed if this throws. */
async function readPack(
  files: PackFiles,
  extraNets: Readonly<Record<string, PackFiles>>,
  loras: readonly LoraFile[],
  open: TensorReader[],
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
  const parts = new Map<string, Part>(BASE_PARTS.map((name) => [name, { files, folder: `${name}/` }]));
  for (const [name, net] of nets) parts.set(`controlnet.${name}`, net);
  const opening = openParts(parts);
  open.push(opening.weights);
  const openNets = (names: Iterable<string> = nets.keys()) =>
    opening.open(
      [...names].filter((name) => nets.has(name)).map((name) => `controlnet.${name}`), // others were added open
    );
  await opening.open(BASE_PARTS);
  const vaeFactor = 2 ** (vae.levels - 1);
  const { controlNets, adapters } = await readNets(nets, unet, vaeFactor, openNets);
  const laid = overlay(opening.weights);
  return {
    name: inkling?.name ?? files.name,
    inkling,
    unet,
    inpainting: unet.inChannels !== unet.outChannels,
    sampleSize: typeof unetJson['sample_size'] === 'number' ? unetJson['sample_size'] : 64,
    vae,
    ownVae: vae,
    vaeName: null,
    preview: null,
    clip,
    scheduler,
    tokenizer,
    controlNets,
    adapters,
    vaeFactor,
    sizeMultiple: vaeFactor,
    weights: new LoraStack(laid.reader, loras),
    openNets,
    adopt: laid.adopt,
    adopted: laid.has,
  };
}

/**
 * A job has no class labels to give, and beside the latent nothing but what an inpainting model reads: no depth map, no
 * picture to edit. @throws AppError `unsupported`
 */
function checkUsable({ time, inChannels, outChannels }: UNetConfig, pack: string): void {
  if (time.classEmbed.kind !== 'none')
    throw new AppError(
      'unsupported',
      `${pack}: unet/config.json: class_embed_type ${time.classEmbed.kind} needs class labels.`,
      'Use a text-to-image model.',
    );
  if (inChannels !== outChannels && inChannels !== 2 * outChannels + 1)
    throw new AppError(
      'unsupported',
      `${pack}: the UNet reads ${inChannels} channels and writes ${outChannels}.`,
      'Use a text-to-image or an inpainting model.',
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

/** The nets' configs, in their order; those that do not wait for the first picture are opened. */
async function readNets(
  nets: ReadonlyMap<string, NetFolder>,
  unet: UNetConfig,
  vaeFactor: number,
  open: (names: readonly string[]) => Promise<void>,
): Promise<Pick<Pack, 'controlNets' | 'adapters'>> {
  const controlNets: Pack['controlNets'] = new Map();
  const adapters: Pack['adapters'] = new Map();
  for (const [name, net] of nets) {
    const config = await json(net.files, `${net.folder}config.json`);
    const { conditions } = net;
    if (config['_class_name'] === 'T2IAdapter')
      adapters.set(name, { config: fittingAdapter(parseAdapterConfig(config), unet, vaeFactor, name), conditions });
    else controlNets.set(name, { config: parseControlNetConfig(config), conditions });
    if (!net.later) await open([name]);
  }
  return { controlNets, adapters };
}

/** The config of a net of the pack. @throws AppError `bad-input` */
export function netConfig(pack: Pack, name: string): ControlNetConfig {
  const net = pack.controlNets.get(name);
  if (!net) throw new AppError('bad-input', `There is no ControlNet named "${name}".`);
  return net.config;
}

/** The config of a T2I-Adapter of the pack. @throws AppError `bad-input` */
export function adapterOf(pack: Pack, name: string): AdapterConfig {
  const adapter = pack.adapters.get(name);
  if (!adapter) throw new AppError('bad-input', `There is no T2I-Adapter named "${name}".`);
  return adapter.config;
}

/** @returns the same. @throws AppError `bad-model` for one of another kind of model */
export function fittingAdapter(
  adapter: AdapterConfig,
  unet: UNetConfig,
  vaeFactor: number,
  name: string,
): AdapterConfig {
  const { down } = unet;
  const { channels, factor } = adapter;
  const fits = channels.length === down.length && down.every((block, level) => block.channels === channels[level]);
  // diffusers adds to a level without attention only after it is halved, where the sides are no longer the feature's.
  if (fits && factor === vaeFactor && down.every(({ attention, resamples }) => attention || !resamples)) return adapter;
  throw new AppError(
    'bad-model',
    `${name} was made for another kind of model than the one in use.`,
    'Use nets for Stable Diffusion 1.x with models of 1.x, and those for 2.x with 2.x.',
  );
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
    nets.set(name, { files, folder: `${path.replace(/\/+$/, '')}/`, conditions, later: nets.size > 0 });
  }
  if (!inkling) {
    for (const key of Object.keys(index)) {
      if (/^controlnet(_\d+)?$/.test(key)) nets.set(key, { files, folder: `${key}/`, conditions: [], later: false });
    }
  }
  for (const [name, net] of Object.entries(extraNets))
    nets.set(name, { files: net, folder: '', conditions: [], later: false });
  return nets;
}

async function json(files: PackFiles, path: string): Promise<Record<string, unknown>> {
  const text = await files.text(path);
  let found: Record<string, unknown> | null = null;
  try {
    // Python writes numbers that JSON does not have (DPM++'s lambda_min_clipped is -Infinity); null means the same here.
    const value: unknown = JSON.parse(text.replace(/(:\s*)(-?Infinity|NaN)(?=\s*[,}])/g, '$1null'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) found = value as Record<string, unknown>;
  } catch {
    // Falls through: the same message serves both.
  }
  if (found) {
    refuseQuantisedConfig(found, `${files.name}/${path}`);
    return found;
  }
  throw new AppError(
    'bad-model',
    `${files.name}: ${path} is not a JSON object.`,
    'Is this a folder in the diffusers layout?',
  );
}
