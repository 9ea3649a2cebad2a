// The only place that talks to the engine worker: starts it, draws with it, and starts it again after it died.
import type {
  AddModel,
  BackendInfo,
  EngineApi,
  EngineOptions,
  Job,
  ModelRecord,
  PackInfo,
  PackRef,
  Picture,
  StepEvent,
  UnfinishedModel,
  StoredPack,
} from '../../workers/engine/api.ts';
import engineUrl from '../../workers/engine/engine.worker.ts?worker&url';
import { AppError, isAbort, toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import { ownScript } from './trusted.ts';
import { abortable } from './abort.ts';
import { withNets } from './addedNets.ts';
import { type LoadSettings, type ModelEvents, type ModelPort, Models } from './models.ts';
import { readEngineOptions } from './urlOptions.ts';

/** How the ids of models that were added begin; all others are folders. */
const ADDED = 'model:';

type Spawn = Parameters<typeof connect>[0];

export interface GenerateSettings {
  readonly signal?: AbortSignal;
  readonly onStep?: (event: StepEvent) => void;
}

export interface EngineService {
  /** Which model is loaded, and how another one gets there. */
  readonly lifecycle: Models;
  readonly backend: () => BackendInfo | null;
  readonly packs: (signal?: AbortSignal) => Promise<readonly PackInfo[]>;
  /** The loaded pack; starts the engine and loads the last pack asked for (or the default one) when needed. */
  readonly ready: (signal?: AbortSignal) => Promise<PackInfo>;
  readonly loadPack: (ref: PackRef, settings?: LoadSettings) => Promise<PackInfo>;
  readonly generate: (job: Job, settings: GenerateSettings) => Promise<Picture>;
  /** The models that were added. */
  readonly models: () => Promise<readonly ModelRecord[]>;
  /** Downloads that stopped before their end. */
  readonly unfinishedModels: () => Promise<readonly UnfinishedModel[]>;
  readonly addModel: (model: AddModel, settings?: LoadSettings) => Promise<ModelRecord>;
  readonly renameModel: (id: string, name: string) => Promise<ModelRecord>;
  /** Takes one off the list, as `lifecycle.remove`; once more, for good. */
  readonly removeModel: (id: string) => Promise<void>;
  /** Those that can be put back until they are swept. */
  readonly deletedModels: () => Promise<readonly ModelRecord[]>;
  readonly restoreModel: (id: string) => Promise<ModelRecord>;
  readonly sweepModels: () => Promise<unknown>;
  /** The model folders on this device. */
  readonly storedPacks: () => Promise<readonly StoredPack[]>;
}

/** An engine behind the worker that `spawn` makes; `events` hears what becomes of its models. */
export function createEngine(spawn: Spawn, options: () => EngineOptions, events: ModelEvents): EngineService {
  const house = new EngineHouse(spawn, options, events);
  const { lifecycle } = house;
  return {
    lifecycle,
    backend: () => house.backend,
    packs: (signal) => house.packs(signal),
    ready: (signal) => house.ready(signal),
    loadPack: (ref, settings) => lifecycle.load(ref, settings),
    generate: (job, settings) => house.generate(job, settings),
    models: () => house.models(),
    unfinishedModels: () => house.unfinishedModels(),
    addModel: (model, settings = {}) => house.addModel(model, settings),
    renameModel: (id, name) => house.renameModel(id, name),
    removeModel: (id) => lifecycle.remove(id),
    deletedModels: () => house.deletedModels(),
    restoreModel: (id) => house.restoreModel(id),
    sweepModels: () => house.sweepModels(),
    storedPacks: () => house.storedPacks(),
  };
}

class EngineHouse {
  backend: BackendInfo | null = null;
  readonly lifecycle: Models;
  private readonly events: ModelEvents;
  private readonly line: ReturnType<typeof connect<EngineApi>>;
  private readonly options: () => EngineOptions;
  private starting: Promise<BackendInfo> | null = null;
  /** What was added to this device; null where it has to be asked anew. */
  private added: Promise<readonly ModelRecord[]> | null = null;

  constructor(spawn: Spawn, options: () => EngineOptions, events: ModelEvents) {
    this.options = options;
    this.events = events;
    this.line = connect<EngineApi>(spawn, { abort: 'message', onDeath: () => this.forget() });
    const port: ModelPort = {
      start: () => this.start(),
      load: (ref, settings) => this.load(ref, settings),
      remove: (id) => this.remove(id),
      uses: async (id, ref) => !('files' in ref) && (('id' in ref && ref.id === id) || this.line.usesPack({ id, ref })),
    };
    this.lifecycle = new Models(port, events);
  }

  async packs(signal?: AbortSignal): Promise<readonly PackInfo[]> {
    await abortable(this.start(), signal);
    return this.line.packs(null, signal ? { signal } : {});
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

  /** The loaded model with the nets that were added. */
  async ready(signal?: AbortSignal): Promise<PackInfo> {
    const pack = await this.lifecycle.ready(signal);
    this.added ??= this.line.models(null).catch(() => []);
    return withNets(pack, await this.added);
  }

  models(): Promise<readonly ModelRecord[]> {
    this.added = null;
    return this.line.models(null);
  }

  unfinishedModels(): Promise<readonly UnfinishedModel[]> {
    return this.line.unfinishedModels(null);
  }

  deletedModels(): Promise<readonly ModelRecord[]> {
    return this.line.deletedModels(null);
  }

  restoreModel(id: string): Promise<ModelRecord> {
    return this.line.restoreModel({ id }).finally(() => (this.added = null));
  }

  sweepModels(): Promise<unknown> {
    return this.line.sweepModels(null);
  }

  addModel(model: AddModel, { signal, onProgress }: LoadSettings): Promise<ModelRecord> {
    this.events.keepStorage();
    const adding = this.line.addModel(model, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
    return adding.finally(() => (this.added = null));
  }

  renameModel(id: string, name: string): Promise<ModelRecord> {
    return this.line.renameModel({ id, name }).finally(() => (this.added = null));
  }

  storedPacks(): Promise<readonly StoredPack[]> {
    return this.line.storedPacks(null);
  }

  private async attempt(job: Job, { signal, onStep }: GenerateSettings): Promise<Picture> {
    await this.lifecycle.ready(signal);
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
    const starting = this.line.start(this.options()).then((info) => (this.backend = info));
    this.starting = starting;
    // A refused start (no WebGPU, say) may be asked for again.
    starting.catch(() => {
      if (this.starting === starting) this.starting = null;
    });
    return starting;
  }

  private async load(ref: PackRef, settings: Required<LoadSettings>): Promise<PackInfo> {
    try {
      return await this.line.loadPack(ref, settings);
    } catch (error) {
      // A picture's fault may have ended the worker under this load.
      if (isAbort(error) && !settings.signal.aborted) {
        await this.start();
        return this.line.loadPack(ref, settings);
      }
      this.restartAfter(error);
      throw error;
    }
  }

  private async remove(id: string): Promise<void> {
    this.added = null;
    if (id.startsWith(ADDED)) await this.line.removeModel({ id });
    else await this.line.deletePack({ id });
  }

  /** A fault may have left anything behind: the next call gets a new worker. */
  private restartAfter(error: unknown): void {
    if (!(error instanceof AppError) || (error.code !== 'bug' && error.code !== 'device-lost')) return;
    this.forget();
    this.line.dispose();
  }

  private forget(): void {
    this.starting = null;
    this.lifecycle.lost();
  }
}

/** The engine of this page, as its address asks for it. */
export function pageEngine(events: ModelEvents): EngineService {
  return createEngine(
    () => new Worker(ownScript(engineUrl), { type: 'module', name: 'engine' }),
    () => readEngineOptions(location.search, new URL(import.meta.env.BASE_URL, location.href).href),
    events,
  );
}
