// Looks for models on the Hugging Face hub by its public JSON interface, and into the repositories found. Asked only when somebody
// presses a button; what comes back is data of strangers and read as such.
import { AppError } from '../../workers/errors.ts';

const API = 'https://huggingface.co/api/models';
const MOST_FOUND = 20;
const MOST_FILES = 40;
const MOST_CHARACTERS = 4_000_000;

export interface HubModel {
  /** `owner/name`. */
  readonly id: string;
  /** As its page names it; '' where it names none. */
  readonly licence: string;
  readonly downloads: number;
  /** Its files are given only to people who have logged in and accepted its licence. */
  readonly gated: boolean;
}

export interface HubFile {
  /** What `addModel` or `loadPack` takes: the file, or the whole folder. */
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  /** A model in the diffusers layout, taken as a whole. */
  readonly folder: boolean;
}

/**
 * Models of the Stable Diffusion 1.x and 2.x families and what goes with them, the most used first.
 * @throws AppError `download`; AbortError
 * @source https://huggingface.co/docs/hub/api
 */
export async function searchHub(words: string, signal: AbortSignal): Promise<readonly HubModel[]> {
  const query = new URLSearchParams({ search: words, limit: '60', sort: 'downloads', direction: '-1', full: 'true' });
  return list(await asked(`${API}?${query}`, signal))
    .flatMap(modelOf)
    .slice(0, MOST_FOUND);
}

/**
 * What of a repository can be used here.
 * @throws AppError `download`; AbortError
 */
export async function hubFiles(id: string, signal: AbortSignal): Promise<readonly HubFile[]> {
  const entries = list(await asked(`${API}/${id}/tree/main?recursive=true`, signal)).flatMap(entryOf);
  const weights = entries.filter(({ path }) => WEIGHTS.test(path));
  const parts = PARTS.map((part) => lightest(weights.filter(({ path }) => path.startsWith(`${part}/`))));
  const whole = entries.some(({ path }) => path === 'model_index.json') && parts.every((bytes) => bytes > 0);
  const bytes = parts.reduce((sum, part) => sum + part, 0);
  const single = weights
    .filter(({ path }) => !whole || !OF_A_FOLDER.test(path))
    .sort((a, b) => a.path.split('/').length - b.path.split('/').length || a.path.localeCompare(b.path))
    .slice(0, MOST_FILES)
    .map(({ path, bytes }) => ({ source: `${id}/${path}`, path, bytes, folder: false }));
  return whole ? [{ source: id, path: id, bytes, folder: true }, ...single] : single;
}

/** Neither part can be `..`. */
const REPOSITORY = /^\w[\w.-]*\/\w[\w.-]*$/;
const WEIGHTS = /\.(safetensors|ckpt|pt|pth|bin)$/i;
/** What a whole model is made of; the lightest file of each is about what is fetched. */
const PARTS = ['unet', 'vae', 'text_encoder'] as const;
const OF_A_FOLDER = /^(unet|vae|text_encoder|safety_checker|feature_extractor|image_encoder)\//;
/** Families that Inkling does not make pictures with, by the tags of their pages. */
const OTHERS =
  /sdxl|stable-diffusion-xl|StableDiffusionXL|flux|sd3|stable-diffusion-3|StableDiffusion3|qwen|lumina|pixart|hunyuan|video|wan2|z-image/i;
const OURS =
  /^(stable-diffusion|controlnet|lora|textual[_-]inversion|t2i-adapter|diffusers:StableDiffusion.*|text-to-image|image-to-image)$/i;

interface Entry {
  readonly path: string;
  readonly bytes: number;
}

function modelOf(value: unknown): readonly HubModel[] {
  const { id, tags, downloads, gated } = record(value);
  if (typeof id !== 'string' || !REPOSITORY.test(id)) return [];
  const words = list(tags).filter((tag) => typeof tag === 'string');
  if (words.some((tag) => OTHERS.test(tag)) || OTHERS.test(id) || !words.some((tag) => OURS.test(tag))) return [];
  const licence = words.find((tag) => tag.startsWith('license:'))?.slice('license:'.length) ?? '';
  const count = Number.isSafeInteger(downloads) ? (downloads as number) : 0;
  return [{ id, licence, downloads: count, gated: Boolean(gated) }];
}

function entryOf(value: unknown): readonly Entry[] {
  const { type, path, size } = record(value);
  if (type !== 'file' || typeof path !== 'string' || !Number.isSafeInteger(size)) return [];
  return [{ path, bytes: size as number }];
}

const lightest = (entries: readonly Entry[]): number =>
  entries.length === 0 ? 0 : Math.min(...entries.map(({ bytes }) => bytes));

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  (value ?? {}) as Readonly<Record<string, unknown>>;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

async function asked(url: string, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    const response = await fetch(url, { signal, credentials: 'omit' });
    if (!response.ok) throw refused(response.status);
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof AppError) throw cause;
    throw new AppError('download', 'huggingface.co does not answer.', 'Are you online?', { cause });
  }
  try {
    return JSON.parse(text.slice(0, MOST_CHARACTERS)) as unknown;
  } catch (cause) {
    throw new AppError('download', 'huggingface.co answered with something else than a list.', 'Try again later.', {
      cause,
    });
  }
}

function refused(status: number): AppError {
  const hint = status === 401 || status === 403 ? 'The files may need a login.' : 'Try again later.';
  return new AppError('download', `huggingface.co: the server answered ${status}`, hint);
}
