// The only place that talks to the engine worker: starts it, loads packs, and starts it again after it died.
import type {
  AddModel,
  BackendInfo,
  EngineApi,
  EngineOptions,
  Job,
  LoadProgress,
  ModelRecord,
  PackInfo,
  PackRef,
  Picture,
  StepEvent,
  StoredPack,
} from '../../workers/engine/api.ts';
import { AppError, isAbort, toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import type { EngineStatus } from '../store/types.ts';
import { abortable } from './abort.ts';
import { failureOf } from './failure.ts';
import { readEngineOptions } from './urlOptions.ts';

type Spawn = Parameters<typeof connect>[0];
const DEFAULT_PACK: PackRef = { id: 'inkling-mini' };
/** Progress reports closer together than this are left out; no eye could read them. */
const PROGRESS_MS = 50;

export interface LoadSettings {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: LoadProgress) => void;
}

export interface GenerateSettings {
  readonly signal?: AbortSignal;
  readonly onStep?: (event: StepEvent) => void;
}

export interface EngineService {
  readonly backend: () => BackendInfo | null;
  readonly packs: (signal?: AbortSignal) => Promise<readonly PackInfo[]>;
  /** The loaded pack; starts the engine and loads the last pack asked for (or the default one) when needed. */
  readonly ready: (signal?: AbortSignal) => Promise<PackInfo>;
  readonly loadPack: (ref: PackRef, settings?: LoadSettings) => Promise<PackInfo>;
  readonly generate: (job: Job, settings: GenerateSettings) => Promise<Picture>;
  /** The models that were added. */
  readonly models: () => Promise<readonly ModelRecord[]>;
  readonly addModel: (model: AddModel, settings?: LoadSettings) => Promise<ModelRecord>;
  readonly renameModel: (id: string, name: string) => Promise<ModelRecord>;
  /** Deletes one; what is loaded is loaded again when somebody wants a picture, unless it was this one. */
  readonly removeModel: (id: string) => Promise<void>;
  /** The model folders on this device. */
  readonly storedPacks: () => Promise<readonly StoredPack[]>;
  /** Deletes one of them; what is loaded is loaded again when somebody wants a picture. */
  readonly deletePack: (id: string) => Promise<void>;
}

type Report = (status: EngineStatus) => void;

/** An engine behind the worker that `spawn` makes; `report` hears every change of its status. */
export function createEngine(spawn: Spawn, options: () => EngineOptions, report: Report): EngineService {
  const house = new EngineHouse(spawn, options, report);
  return {
    backend: () => house.backend,
    packs: (signal) => house.packs(signal),
    ready: (signal) => house.ready(signal),
    loadPack: (ref, settings = {}) => house.loadPack(ref, settings),
    generate: (job, settings) => house.generate(job, settings),
    models: () => house.models(),
    addModel: (model, settings = {}) => house.addModel(model, settings),
    renameModel: (id, name) => house.renameModel(id, name),
    removeModel: (id) => house.removeModel(id),
    storedPacks: () => house.storedPacks(),
    deletePack: (id) => house.deletePack(id),
  };
}

class EngineHouse {
  backend: BackendInfo | null = null;
  private readonly line: ReturnType<typeof connect<EngineApi>>;
  private readonly options: () => EngineOptions;
  private readonly report: Report;
  private starting: Promise<BackendInfo> | null = null;
  private loading: Promise<PackInfo> | null = null;
  private current = DEFAULT_PACK;

  constructor(spawn: Spawn, options: () => EngineOptions, report: Report) {
    this.options = options;
    this.report = report;
    this.line = connect<EngineApi>(spawn, { abort: 'message', onDeath: () => this.forget() });
  }

  ready(signal?: AbortSignal): Promise<PackInfo> {
    return abortable(this.loading ?? this.adopt(this.load(this.current)), signal);
  }

  async packs(signal?: AbortSignal): Promise<readonly PackInfo[]> {
    await abortable(this.start(), signal);
    return this.line.packs(null, signal ? { signal } : {});
  }

  async loadPack(ref: PackRef, settings: LoadSettings): Promise<PackInfo> {
    const before = this.current;
    const previous = this.loading ?? Promise.resolve();
    this.current = ref;
    try {
      return await this.adopt(previous.catch(() => undefined).then(() => this.load(ref, settings)));
    } catch (error) {
      if (this.current === ref) this.current = before;
      throw error;
    }
  }

  async generate(job: Job, settings: GenerateSettings): Promise<Picture> {
    try {
      return await this.attempt(job, settings);
    } catch (error) {
      // A lost device comes back: the same picture is begun again on a new one, once.
      if (!(error instanceof AppError) || error.code !== 'device-lost') throw error;
      return this.attempt(job, settings);
    }
  }

  models(): Promise<readonly ModelRecord[]> {
    return this.line.models(null);
  }

  addModel(model: AddModel, { signal, onProgress }: LoadSettings): Promise<ModelRecord> {
    keepStorage();
    return this.line.addModel(model, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
  }

  renameModel(id: string, name: string): Promise<ModelRecord> {
    return this.line.renameModel({ id, name });
  }

  async removeModel(id: string): Promise<void> {
    if ('id' in this.current && this.current.id === id) {
      this.current = DEFAULT_PACK;
      await this.loading?.catch(() => undefined);
      this.loading = null;
      await this.line.removeModel({ id });
      this.report({ status: 'idle' });
      await this.ready();
      return;
    }
    await this.line.removeModel({ id });
  }

  storedPacks(): Promise<readonly StoredPack[]> {
    return this.line.storedPacks(null);
  }

  async deletePack(id: string): Promise<void> {
    await this.loading?.catch(() => undefined);
    this.loading = null;
    await this.line.deletePack({ id });
    this.report({ status: 'idle' });
  }

  private async attempt(job: Job, { signal, onStep }: GenerateSettings): Promise<Picture> {
    await this.ready(signal);
    try {
      const onProgress = onStep ?? ((event: StepEvent): void => event.preview?.close());
      return await this.line.generate(job, { onProgress, ...(signal && { signal }) });
    } catch (error) {
      this.restartAfter(error);
      throw toAppError(error);
    }
  }

  private start(): Promise<BackendInfo> {
    if (this.starting) return this.starting;
    this.report({ status: 'starting' });
    const starting = this.line.start(this.options()).then((info) => (this.backend = info));
    this.starting = starting;
    // A refused start (no WebGPU, say) may be asked for again.
    starting.catch((error: unknown) => {
      if (this.starting === starting) this.starting = null;
      this.report({ status: 'failed', error: failureOf(error) });
    });
    return starting;
  }

  private async load(ref: PackRef, { signal, onProgress }: LoadSettings = {}): Promise<PackInfo> {
    const backend = await this.start();
    this.report({ status: 'loading', backend, progress: null });
    const show = throttle((progress: LoadProgress) => this.report({ status: 'loading', backend, progress }));
    const listen = (event: LoadProgress): void => {
      show(event);
      onProgress?.(event);
    };
    const pack = await this.line.loadPack(ref, { onProgress: listen, ...(signal && { signal }) });
    this.report({ status: 'ready', backend, pack });
    if ('base' in ref) keepStorage();
    return pack;
  }

  /** Makes `promise` the load that everybody waits for; after a failure the next call tries again. */
  private adopt(promise: Promise<PackInfo>): Promise<PackInfo> {
    const mine = promise.catch((error: unknown) => {
      const known = toAppError(error);
      if (this.loading === mine) this.loading = null;
      this.restartAfter(known);
      this.report(isAbort(known) ? { status: 'idle' } : { status: 'failed', error: failureOf(known) });
      throw known;
    });
    this.loading = mine;
    return mine;
  }

  /** A fault may have left anything behind: the next call gets a new worker. */
  private restartAfter(error: unknown): void {
    if (!(error instanceof AppError) || (error.code !== 'bug' && error.code !== 'device-lost')) return;
    this.forget();
    this.line.dispose();
  }

  private forget(): void {
    this.starting = this.loading = null;
  }
}

/** Asks the browser not to clear gigabytes that somebody waited for. Whatever it answers, the pack is usable. */
function keepStorage(): void {
  void globalThis.navigator?.storage?.persist?.().catch(() => false);
}

function throttle<T>(send: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    send(value);
  };
}

/** The engine of this page, as its address asks for it. */
export function pageEngine(report: Report): EngineService {
  return createEngine(
    () =>
      new Worker(new URL('../../workers/engine/engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
    () => readEngineOptions(location.search, new URL(import.meta.env.BASE_URL, location.href).href),
    report,
  );
}
