// A single-file checkpoint presented as the diffusers folder that it would be: configs out of shapes, names out of ldm's,
// tensors read where they lie. Whatever is behind a folder need not know.
import { AppError } from '../errors.ts';
import { unetNames } from './ldm/blocks.ts';
import { type Family, textConfig, unetConfig, vaeConfig } from './ldm/configs.ts';
import { openClipLayers, openClipNames } from './ldm/openClip.ts';
import { schedulerConfig, type Prediction } from './ldm/schedulers.ts';
import { vaeNames } from './ldm/vae.ts';
import { refuseQuantised } from './quantised.ts';
import type { DescribedReader } from './reader.ts';
import { recognise, type Recognised } from './recognise.ts';
import { type Place, renamedReader, sharedReader } from './renamed.ts';
import type { PackFiles, TensorReader } from './types.ts';

export interface CheckpointOptions {
  /** For messages, and what the pack is called. */
  readonly name: string;
  /** The folder that the file was made from, as in diffusers' `from_single_file(config=)`: its configs hold, its weights fill gaps. */
  readonly config?: PackFiles;
  /** CLIP's vocabulary, which is in no such file: `merges.txt` of a folder `tokenizer/`. Needed without `config`. */
  readonly vocabulary: PackFiles;
  /** What the UNet answers with, where it is known; else by the file's own words and the family. */
  readonly prediction?: Prediction;
}

type Checkpoint = Extract<Recognised, { kind: 'checkpoint' }>;
type Names = ReadonlyMap<string, string | Place>;

const UNET = 'model.diffusion_model.';
const WEIGHTS: Readonly<Record<string, string>> = {
  unet: 'unet/diffusion_pytorch_model.safetensors',
  vae: 'vae/diffusion_pytorch_model.safetensors',
  text_encoder: 'text_encoder/model.safetensors',
};

/**
 * The file behind `reader` as a pack; the pack's tensor readers close it when all of them are closed.
 * @throws AppError `unsupported` naming what the file is instead, `bad-model` for what is damaged
 */
export function checkpointPack(reader: DescribedReader, options: CheckpointOptions): PackFiles {
  try {
    const found = recognise(reader, reader.metadata);
    if (found.kind !== 'checkpoint') throw notACheckpoint(options.name, found);
    refuseQuantised(reader, options.name);
    return new CheckpointPack(reader, found, options);
  } catch (error) {
    reader.close();
    throw error;
  }
}

class CheckpointPack implements PackFiles {
  readonly name: string;
  readonly #reader: DescribedReader;
  readonly #shared: ReturnType<typeof sharedReader>;
  readonly #options: CheckpointOptions;
  readonly #components = new Map<string, Names>();
  readonly #texts = new Map<string, string>();

  constructor(reader: DescribedReader, found: Checkpoint, options: CheckpointOptions) {
    this.name = options.name;
    this.#reader = reader;
    this.#shared = sharedReader(reader);
    this.#options = options;
    const { family, has, prefixes } = found;
    this.#components.set('unet', prefixed(UNET, unetNames(namesBelow(reader, UNET))));
    if (has.vae) this.#components.set('vae', prefixed(prefixes.vae, vaeNames(namesBelow(reader, prefixes.vae))));
    if (has.text)
      this.#components.set('text_encoder', prefixed(prefixes.text, textNames(reader, prefixes.text, family)));
    this.#describe(found);
    for (const [component, part] of [
      ['vae', 'autoencoder (VAE)'],
      ['text_encoder', 'text encoder'],
    ] as const) {
      if (this.#components.has(component) || options.config) continue;
      throw new AppError(
        'bad-model',
        `${this.name} holds no ${part}.`,
        'Give the model folder that it was made from as its config.',
      );
    }
  }

  async has(path: string): Promise<boolean> {
    if (this.#texts.has(path) || this.#partOf(path) !== undefined) return true;
    const elsewhere = this.#elsewhere(path);
    return elsewhere ? elsewhere.has(path) : false;
  }

  async text(path: string): Promise<string> {
    const { config } = this.#options;
    // The folder's configs say more than shapes do.
    if (config && path !== 'inkling.json' && (await config.has(path))) return config.text(path);
    const made = this.#texts.get(path);
    if (made !== undefined) return made;
    const elsewhere = this.#elsewhere(path);
    if (elsewhere) return elsewhere.text(path);
    throw new AppError('bad-model', `${this.name}: ${path} is missing`);
  }

  async tensors(path: string): Promise<TensorReader> {
    const names = this.#components.get(this.#partOf(path) ?? '');
    if (names) return renamedReader(this.#reader, names, this.#shared.take());
    const elsewhere = this.#elsewhere(path);
    if (elsewhere) return elsewhere.tensors(path);
    throw new AppError('bad-model', `${this.name}: ${path} is missing`);
  }

  /** The component whose weights lie at `path`. */
  #partOf(path: string): string | undefined {
    return [...this.#components.keys()].find((component) => WEIGHTS[component] === path);
  }

  /** Who has the files that this one lacks. `inkling.json` is nobody's: the config's would name its own nets. */
  #elsewhere(path: string): PackFiles | undefined {
    if (path === 'inkling.json') return undefined;
    if (path.startsWith('tokenizer/') && !this.#options.config) return this.#options.vocabulary;
    return this.#options.config;
  }

  /** The configs that a folder would have. */
  #describe({ family, inpainting }: Checkpoint): void {
    const { metadata } = this.#reader;
    const prediction = this.#options.prediction ?? predictionOf(metadata, family);
    const sampleSize = family === 'sd2' && prediction === 'v_prediction' ? 96 : 64;
    const put = (path: string, value: unknown): void => void this.#texts.set(path, JSON.stringify(value));
    put('model_index.json', {
      _class_name: inpainting ? 'StableDiffusionInpaintPipeline' : 'StableDiffusionPipeline',
    });
    put('scheduler/scheduler_config.json', schedulerConfig(family, prediction));
    if (this.#options.config) return;
    put('unet/config.json', unetConfig(this.#shapes('unet'), family, sampleSize));
    if (this.#components.has('vae')) put('vae/config.json', vaeConfig(this.#shapes('vae')));
    if (this.#components.has('text_encoder'))
      put('text_encoder/config.json', textConfig(this.#shapes('text_encoder'), family));
    const pad = family === 'sd1' ? '<|endoftext|>' : '!';
    const special = {
      bos_token: '<|startoftext|>',
      eos_token: '<|endoftext|>',
      unk_token: '<|endoftext|>',
      pad_token: pad,
    };
    put('tokenizer/tokenizer_config.json', { ...special, model_max_length: 77, tokenizer_class: 'CLIPTokenizer' });
    put('tokenizer/special_tokens_map.json', special);
  }

  #shapes(component: string): TensorReader {
    return renamedReader(this.#reader, this.#components.get(component) ?? new Map(), () => undefined);
  }
}

function namesBelow(reader: TensorReader, prefix: string): string[] {
  return reader
    .keys()
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

function prefixed(prefix: string, names: Names): Names {
  return new Map(
    Array.from(names, ([key, place]) => [
      key,
      typeof place === 'string' ? prefix + place : { ...place, stored: prefix + place.stored },
    ]),
  );
}

/** SD 2.x reads the text before the last residual block; the block is in the file all the same. */
function textNames(reader: TensorReader, prefix: string, family: Family): Names {
  const names = namesBelow(reader, prefix);
  if (family === 'sd2') return openClipNames(names, Math.max(1, openClipLayers(names) - 1));
  const known = names.filter((name) => !name.endsWith('position_ids'));
  return new Map(known.map((name) => [name.replace(/^(text_model\.)?/, 'text_model.'), name]));
}

/** `modelspec.prediction_type` where the file has it. 2.x's large model answers with velocity, its base with noise; most files are of the first. */
function predictionOf(metadata: Readonly<Record<string, string>>, family: Family): Prediction {
  const said = metadata['modelspec.prediction_type'] ?? '';
  if (/^v/i.test(said)) return 'v_prediction';
  if (/^eps/i.test(said)) return 'epsilon';
  if (metadata['global_step'] === '875000') return 'epsilon'; // Stable Diffusion 2's base, as diffusers has it
  return family === 'sd2' ? 'v_prediction' : 'epsilon';
}

/** What to say of a file that is no checkpoint. */
export function notACheckpoint(name: string, found: Recognised): AppError {
  const hint = 'This page draws with Stable Diffusion 1.x and 2.x.';
  if (found.kind !== 'other') return new AppError('unsupported', `${name} is not a whole model.`, hint);
  if (found.what !== null) return new AppError('unsupported', `${name} is ${found.what}.`, hint);
  return new AppError('unsupported', `${name} is no kind of model that is known here.`, hint);
}
