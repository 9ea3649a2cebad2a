// `window.inkling`: the page's own API for scripts, embedders and tests (docs/api.md). Knows no panel and no store.
import type { BackendInfo, Job, PackInfo, PackRef, Pixels } from '../../workers/engine/api.ts';
import { ERROR_CODES, toAppError } from '../../workers/errors.ts';
import * as check from './check.ts';
import type { EngineService, LoadSettings } from './engine.ts';
import { toPixels } from './pixels.ts';
import { preprocess } from './preprocess.ts';
import type { Queue } from './queue.ts';
import { MAX_CONTROLS, randomSeed, toJob } from './request.ts';
import type {
  ControlRequest,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  ImageInput,
  PreprocessParams,
} from './requestTypes.ts';

export interface InklingApi {
  readonly version: string;
  /** The codes an AppError may carry. */
  readonly errors: typeof ERROR_CODES;
  /** Resolves when the app and its pack are usable. */
  ready(): Promise<void>;
  /** Where pictures are computed; null until the engine has started. */
  backend(): BackendInfo | null;
  packs(): Promise<readonly PackInfo[]>;
  loadPack(ref: PackRef, options?: LoadSettings): Promise<PackInfo>;
  /** Makes a picture; several calls wait for each other. */
  generate(request: GenerateRequest, options?: GenerateOptions): Promise<GenerateResult>;
  preprocess(name: string, image: ImageInput, params?: PreprocessParams): Promise<ImageData>;
  readonly share: {
    /** A link that holds prompt, settings and strokes of this page. */
    link(): Promise<string>;
    /** Puts the content of a link on this page; what was there can be undone to. */
    open(link: string): Promise<void>;
  };
}

declare global {
  interface Window {
    inkling: InklingApi;
  }
}

export interface InklingParts {
  readonly version: string;
  readonly engine: EngineService;
  readonly queue: Queue;
  readonly share: InklingApi['share'];
}

/** The API over the page's own engine and queue. Every promise it gives rejects with AppError or AbortError only. */
export function createInkling({ version, engine, queue, share }: InklingParts): InklingApi {
  return {
    version,
    errors: ERROR_CODES,
    ready: () => known(() => engine.ready().then(() => undefined)),
    backend: () => engine.backend(),
    packs: () => known(() => engine.packs()),
    loadPack: (ref, options) => known(() => engine.loadPack(ref, options)),
    generate: (request, options = {}) => known(() => queue(() => generate(engine, request, options), options.signal)),
    preprocess: (name, image, params) =>
      known(async () => toImageData(preprocess(name, await toPixels(image), params))),
    share: { link: () => known(() => share.link()), open: (link) => known(() => share.open(link)) },
  };
}

async function generate(
  engine: EngineService,
  request: GenerateRequest,
  options: GenerateOptions,
): Promise<GenerateResult> {
  const pack = await engine.ready(options.signal);
  const job: Job = toJob(await withPixels(request, options.signal), pack, randomSeed);
  const { pixels, seed, timings, backend, metadata } = await engine.generate(job, options);
  return { image: toImageData(pixels), seed, timings, backend, metadata };
}

async function withPixels(request: GenerateRequest, signal?: AbortSignal): Promise<GenerateRequest<Pixels>> {
  const { controls, init, mask, ...rest } = check.record('The request', request);
  const hint = async (control: ControlRequest): Promise<ControlRequest<Pixels>> => {
    const image = await toPixels(control.image, signal);
    return { ...control, image: preprocess(control.preprocessor ?? 'none', image, control.params) };
  };
  return {
    ...rest,
    ...(controls && { controls: await Promise.all(check.list('controls', controls, MAX_CONTROLS).map(hint)) }),
    ...(init && { init: { ...check.record('init', init), image: await toPixels(init.image, signal) } }),
    ...(mask && { mask: await toPixels(mask, signal) }),
  };
}

/** Pixels as ImageData that the caller owns. */
export function toImageData({ width, height, data }: Pixels): ImageData {
  return new ImageData(new Uint8ClampedArray(data), width, height);
}

async function known<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw toAppError(error);
  }
}
