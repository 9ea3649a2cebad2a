// Which model is loaded: one state machine, and one line in which loads, deletions and whoever waits for a model take turns.
//
//   none -> starting -> loading -> ready
//                          |  \-> ready   where the load failed or was cancelled and the model before is still loaded
//                          \----> none, failed   where nothing is loaded
//
// `choose(ref)`  a person's choice: the newest wins (an earlier one, or a load that nobody chose, is stopped), is remembered for
//                the next visit, and takes the model's place only once it is loaded. Rejects with why not, AbortError included.
// `cancel()`     stops that choice at once, also while an earlier load still holds the line.
// `load(ref)`    the same for scripts: waits its turn, stops nobody, is not remembered.
// `ready()`      the loaded model, after every load before it in the line; where none is loaded, the last one that was.
// `wake(ref)`    the model of the last visit, or the one that ships with the page; falls back to it and rejects.
// `remove(id)`   deletes a stored folder (`StoredPack.id`) or an added model (`ModelRecord.id`). A model that is made of it is
//                never fetched again unasked: the one that ships with the page takes its place, in this visit and in the next.
// `lost()`       the worker is gone: nothing is loaded any more.
//
// Knows no worker, store or page: `ModelPort` loads, `ModelEvents` hears.
import type { BackendInfo, LoadProgress, PackInfo, PackRef } from '../../workers/engine/api.ts';
import { isAbort, toAppError } from '../../workers/errors.ts';
import { EMBEDDED_ID } from './embedded.ts';
import { failureOf } from './failure.ts';
import { createQueue } from './queue.ts';

/** The model that ships with the page. */
const EMBEDDED: PackRef = { id: EMBEDDED_ID };
/** Progress reports closer together than this are left out; no eye could read them. */
const PROGRESS_MS = 50;

export type ModelsState =
  | { readonly status: 'none' }
  | { readonly status: 'starting' }
  | { readonly status: 'loading'; readonly backend: BackendInfo; readonly progress: LoadProgress | null }
  | { readonly status: 'ready'; readonly backend: BackendInfo; readonly pack: PackInfo }
  | { readonly status: 'failed'; readonly error: ReturnType<typeof failureOf> };

export interface LoadSettings {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: LoadProgress) => void;
}

/** What can load models. Where `load` rejects, the model before is still loaded, unless `lost()` was called meanwhile. */
export interface ModelPort {
  /** Starts what computes; once, however often it is asked. */
  readonly start: () => Promise<BackendInfo>;
  readonly load: (ref: PackRef, settings: Required<LoadSettings>) => Promise<PackInfo>;
  /** Deletes a stored folder or an added model, after unloading the model that is made of it. @throws AppError `bad-input` while another tab uses it */
  readonly remove: (id: string) => Promise<void>;
  /** Whether it is a part of this model. */
  readonly uses: (id: string, ref: PackRef) => Promise<boolean>;
}

export interface ModelEvents {
  readonly report: (state: ModelsState) => void;
  /** What the next visit begins with; null is the model that ships with the page. */
  readonly remember: (ref: PackRef | null) => void;
  /** A model that comes over the network is about to be stored. */
  readonly keepStorage: () => void;
}

interface Run {
  readonly ref: PackRef;
  readonly stop: AbortController;
  /** Whether a newer choice may stop it. */
  readonly yields: boolean;
}

export class Models {
  private readonly port: ModelPort;
  private readonly events: ModelEvents;
  private readonly inTurn = createQueue();
  private current: ModelsState = { status: 'none' };
  private loaded: { readonly ref: PackRef; readonly pack: PackInfo; readonly backend: BackendInfo } | null = null;
  /** What `ready` loads where nothing is loaded: the model that was loaded last. */
  private last: PackRef = EMBEDDED;
  private remembered: PackRef | null = null;
  /** Loads in the line, the running one too. */
  private readonly runs = new Set<Run>();
  private choice: Run | null = null;

  constructor(port: ModelPort, events: ModelEvents) {
    this.port = port;
    this.events = events;
  }

  get state(): ModelsState {
    return this.current;
  }

  async choose(ref: PackRef, settings: LoadSettings = {}): Promise<PackInfo> {
    const pack = await this.take(ref, settings);
    this.remember(isRemote(ref) ? ref : null);
    return pack;
  }

  cancel(): void {
    this.choice?.stop.abort();
  }

  load(ref: PackRef, settings: LoadSettings = {}): Promise<PackInfo> {
    return this.enqueue(newRun(ref, false), settings);
  }

  /** @throws AppError where it cannot be loaded; AbortError where `signal` says so, and then a load goes on for others */
  async ready(signal?: AbortSignal): Promise<PackInfo> {
    for (;;) {
      try {
        return await this.inTurn(async () => this.loaded?.pack ?? this.perform(newRun(this.last, true), {}), signal);
      } catch (error) {
        // A choice took the place of the load that this one waited for: it is in the line by now.
        if (!isAbort(error) || signal?.aborted) throw error;
      }
    }
  }

  /** @throws AppError, when the model that ships with the page is on its way instead; AbortError after a choice */
  async wake(ref: PackRef | null): Promise<void> {
    this.remembered = ref;
    await (ref ? this.take(ref, {}) : this.ready());
  }

  /** @throws AppError `bad-input` while another tab uses it */
  async remove(id: string): Promise<void> {
    // A load that needs it would be waited for, and what it fetched be deleted.
    for (const run of this.runs) if (await this.port.uses(id, run.ref)) run.stop.abort();
    await this.inTurn(() => this.removeNow(id));
    if (this.remembered && (await this.port.uses(id, this.remembered))) this.remember(null);
  }

  lost(): void {
    this.loaded = null;
    if (this.current.status === 'ready') this.report({ status: 'none' });
  }

  private async removeNow(id: string): Promise<void> {
    const before = this.loaded?.ref;
    const unloads = before !== undefined && (await this.port.uses(id, before));
    if (unloads) this.lost();
    try {
      await this.port.remove(id);
    } catch (error) {
      if (unloads) this.readyInBackground();
      throw error;
    }
    if (await this.port.uses(id, this.last)) this.last = EMBEDDED;
    // The one that ships with the page is fetched again only when somebody wants a picture.
    if (unloads && !isEmbedded(before)) this.readyInBackground();
  }

  /** Loads `ref` in the place of whatever else was on its way; where that fails, the model before comes back. */
  private async take(ref: PackRef, settings: LoadSettings): Promise<PackInfo> {
    for (const run of this.runs) if (run.yields) run.stop.abort();
    const run = newRun(ref, true);
    this.choice = run;
    try {
      return await this.enqueue(run, settings);
    } catch (error) {
      if (this.choice === run) this.readyInBackground();
      throw error;
    } finally {
      if (this.choice === run) this.choice = null;
    }
  }

  private enqueue(run: Run, settings: LoadSettings): Promise<PackInfo> {
    const signal = settings.signal ? AbortSignal.any([settings.signal, run.stop.signal]) : run.stop.signal;
    this.runs.add(run);
    return this.inTurn(() => this.perform(run, { ...settings, signal }), signal).finally(() => this.runs.delete(run));
  }

  /** Is in its turn. */
  private async perform(run: Run, { signal = run.stop.signal, onProgress }: LoadSettings): Promise<PackInfo> {
    this.runs.add(run);
    try {
      if (!this.loaded) this.report({ status: 'starting' });
      const backend = await this.port.start();
      this.report({ status: 'loading', backend, progress: null });
      if (isRemote(run.ref)) this.events.keepStorage();
      const show = throttled((progress: LoadProgress) => this.report({ status: 'loading', backend, progress }));
      const pack = await this.port.load(run.ref, {
        signal,
        onProgress: (event) => {
          if (!signal.aborted) show(event);
          onProgress?.(event);
        },
      });
      this.loaded = { ref: run.ref, pack, backend };
      this.last = run.ref;
      this.report({ status: 'ready', backend, pack });
      return pack;
    } catch (error) {
      this.reportEnd(error);
      throw toAppError(error);
    } finally {
      this.runs.delete(run);
    }
  }

  private reportEnd(error: unknown): void {
    if (this.loaded) {
      const { backend, pack } = this.loaded;
      this.report({ status: 'ready', backend, pack });
    } else if (isAbort(error)) this.report({ status: 'none' });
    else this.report({ status: 'failed', error: failureOf(error) });
  }

  private readyInBackground(): void {
    this.ready().catch(() => undefined); // the state tells
  }

  private remember(ref: PackRef | null): void {
    this.remembered = ref;
    this.events.remember(ref);
  }

  private report(state: ModelsState): void {
    this.current = state;
    this.events.report(state);
  }
}

function newRun(ref: PackRef, yields: boolean): Run {
  return { ref, stop: new AbortController(), yields };
}

function isEmbedded(ref: PackRef): boolean {
  return 'id' in ref && ref.id === EMBEDDED_ID;
}

/** Comes over the network and is stored on this device. */
function isRemote(ref: PackRef): boolean {
  return !('files' in ref) && !isEmbedded(ref);
}

function throttled<T>(send: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    send(value);
  };
}
