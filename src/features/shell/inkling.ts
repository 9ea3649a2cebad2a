// `window.inkling`: the page's own API for scripts, embedders and tests (docs/api.md). Knows no panel and no store.
import {
  type AddModel,
  type BackendInfo,
  FINISHES,
  type Job,
  type ModelRecord,
  type PackInfo,
  type PackRef,
  type Pixels,
} from '../../../workers/engine/api.ts';
import { ERROR_CODES, toAppError } from '../../../workers/errors.ts';
import * as check from '../../machine/check.ts';
import type { EngineService } from '../../machine/engine.ts';
import type { FinishSettings } from '../../finish/finishRequest.ts';
import type {
  ControlRequest,
  FinishResult,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  PreprocessParams,
} from '../../machine/requestTypes.ts';
import { toImageData } from '../../files/imageData.ts';
import { type ImageInput, toPixels } from '../../files/pixels.ts';
import type { LoadSettings } from '../../machine/models.ts';
import type { Preprocess, PreprocessSettings } from '../../machine/preprocess.ts';
import { renderPose } from '../../machine/pose.ts';
import { readSettings, type ReadSettings } from '../../share/readSettings.ts';
import type { Queue } from '../../machine/queue.ts';
import { MAX_CONTROLS, toJob } from '../../machine/request.ts';
import { randomSeed } from '../../machine/seed.ts';

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
  /** The models that were added to this device. */
  models(): Promise<readonly ModelRecord[]>;
  /** Recognises a file of weights, from this device or from an address, by what is in it and keeps it on this device. */
  addModel(source: Blob | string, options?: AddOptions): Promise<ModelRecord>;
  removeModel(id: string): Promise<void>;
  renameModel(id: string, name: string): Promise<ModelRecord>;
  /** Makes a picture; several calls wait for each other. */
  generate(request: GenerateRequest, options?: GenerateOptions): Promise<GenerateResult>;
  /** The control map of an image. */
  preprocess(
    name: string,
    image: ImageInput,
    params?: PreprocessParams,
    options?: PreprocessSettings,
  ): Promise<ImageData>;
  /** A painted picture and the lines that it followed (null: none) as a clean picture of vectors. */
  finish(image: ImageInput, lines: ImageInput | null, settings?: FinishSettings): Promise<FinishResult>;
  /** How a picture of any program of the field was made; null where its file does not say. */
  readSettings(file: Blob): Promise<ReadSettings | null>;
  readonly pose: {
    /** The map of an OpenPose document (an object or its text): bodies in colours on black, as openpose nets read it. */
    render(openPoseJson: unknown, width: number, height: number): Promise<ImageData>;
  };
  readonly share: {
    /** A link that holds prompt, settings and strokes of this page. */
    link(): Promise<string>;
    /** Puts the content of a link on this page; what was there can be undone to. */
    open(link: string): Promise<void>;
  };
}

/** What the file does not say of itself, and how to hear of the copying. */
export type AddOptions = Omit<AddModel, 'source'> & LoadSettings;

declare global {
  interface Window {
    inkling: InklingApi;
  }
}

export interface InklingParts {
  readonly version: string;
  readonly engine: EngineService;
  readonly queue: Queue;
  readonly preprocess: Preprocess;
  readonly share: InklingApi['share'];
}

/** The API over the page's own engine and queue. Every promise it gives rejects with AppError or AbortError only. */
export function createInkling({ version, engine, queue, preprocess, share }: InklingParts): InklingApi {
  return {
    version,
    errors: ERROR_CODES,
    ready: () => known(() => engine.ready().then(() => undefined)),
    backend: () => engine.backend(),
    packs: () => known(() => engine.packs()),
    loadPack: (ref, options) => known(() => engine.loadPack(ref, options)),
    models: () => known(() => engine.models()),
    addModel: (source, { signal, onProgress, ...given } = {}) =>
      known(() =>
        engine.addModel({ ...given, source }, { ...(signal && { signal }), ...(onProgress && { onProgress }) }),
      ),
    removeModel: (id) => known(() => engine.removeModel(check.text('id', id, 200))),
    renameModel: (id, name) =>
      known(() => engine.renameModel(check.text('id', id, 200), check.text('name', name, 200).trim())),
    generate: (request, options = {}) =>
      known(() => queue(() => generate({ engine, preprocess }, request, options), options.signal)),
    preprocess: (name, image, params, options = {}) =>
      known(async () => {
        const settings = { ...options, ...(image instanceof Blob && { file: image }) };
        return toImageData(await preprocess(name, await toPixels(image, options.signal), params, settings));
      }),
    finish: (image, lines, settings) =>
      known(async () => {
        const [painted, drawn] = await Promise.all([toPixels(image), lines === null ? null : toPixels(lines)]);
        return (await import('../../finish/finishRequest.ts')).finishPicture(painted, drawn, settings);
      }),
    readSettings: (file) => known(() => readSettings(file, () => engine.models())),
    pose: { render: (json, width, height) => known(async () => toImageData(await renderPose(json, width, height))) },
    share: { link: () => known(() => share.link()), open: (link) => known(() => share.open(link)) },
  };
}

async function generate(
  { engine, preprocess }: Pick<InklingParts, 'engine' | 'preprocess'>,
  request: GenerateRequest,
  options: GenerateOptions,
): Promise<GenerateResult> {
  const pack = await engine.ready(options.signal);
  const wanted = check.oneOf('finish', request.finish ?? 'painted', FINISHES);
  const job: Job = toJob(await withPixels(request, preprocess, options.signal), pack, randomSeed);
  const { pixels, ...rest } = await engine.generate(job, options);
  const image = toImageData(pixels);
  const clean = wanted === 'clean' ? await import('../../finish/finishRequest.ts') : null;
  const finish = clean && (await clean.finishJob(image, job, pack));
  return { image, ...rest, finish };
}

async function withPixels(
  request: GenerateRequest,
  preprocess: Preprocess,
  signal?: AbortSignal,
): Promise<GenerateRequest<Pixels>> {
  const { controls, init, mask, ...rest } = check.record('The request', request);
  const hint = async (control: ControlRequest): Promise<ControlRequest<Pixels>> => {
    const { preprocessor = 'none', params } = control;
    // A hint that is taken as it is has numbers in its colours.
    const image = await toPixels(control.image, signal, preprocessor === 'none' ? 'stored' : 'shown');
    // The image as it is needs no worker.
    if (preprocessor === 'none') return { ...control, image };
    return { ...control, image: await preprocess(preprocessor, image, params, signal ? { signal } : {}) };
  };
  return {
    ...rest,
    ...(controls && { controls: await Promise.all(check.list('controls', controls, MAX_CONTROLS).map(hint)) }),
    ...(init && { init: { ...check.record('init', init), image: await toPixels(init.image, signal) } }),
    ...(mask && { mask: await toPixels(mask, signal, 'stored') }),
  };
}

async function known<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw toAppError(error);
  }
}
