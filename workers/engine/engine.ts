// The engine behind its door: one runtime, one loaded pack, one picture at a time.
import { version } from '../../package.json';
import { AppError, toAppError } from '../errors.ts';
import type { Target } from '../onnx/graph.ts';
import { generate } from '../pipeline/generate.ts';
import { liesOver, takeOff } from '../pipeline/extras.ts';
import { type Loaded, pauseSessions, readied, unload } from '../pipeline/loaded.ts';
import { parametersText } from '../pipeline/metadata.ts';
import { usePreview } from '../pipeline/previews.ts';
import { openPack } from '../pipeline/pack.ts';
import { chooseTarget } from '../runtime/target.ts';
import { transferring } from '../rpc/expose.ts';
import type { Ctx } from '../rpc/types.ts';
import { chooseBackend, readHardware } from '../runtime/device.ts';
import { loadOrt } from '../runtime/ort.ts';
import { createRuntime } from '../runtime/session.ts';
import type { Runtime } from '../runtime/types.ts';
import { deleteStoredPack, installedFolders, listStoredPacks, packsDirectory } from '../weights/store.ts';
import type { EngineApi, EngineOptions, Job, LoadProgress, PackInfo, PackRef, Picture, StepEvent } from './api.ts';
import { describePack, listPacks } from './describe.ts';
import { shelfLibrary, type ShelfLibrary } from './library.ts';
import { previewBitmap } from './previewBitmap.ts';
import { resolvePack, storedFolders } from './resolve.ts';
import { type Rest, restOf } from './rest.ts';
import { shelfApi } from './shelf/api.ts';
import { layOver } from './shelf/layOver.ts';
import { Shelf } from './shelf/shelf.ts';
import { warmJob } from './warm.ts';

/** As long as a page takes to see a preview and to say that it wants another picture: a frame or so. */
const YIELD_MS = 12;

interface State {
  readonly library: ShelfLibrary;
  options: EngineOptions;
  runtime: Runtime;
  target: Target;
  current: Current | null;
}

interface Current {
  /** The stored folders that it is made of, by id. */
  readonly folders: ReadonlySet<string>;
  readonly loaded: Loaded;
  readonly info: PackInfo;
  /** Ends the downloads that still run for it. */
  readonly closing: AbortController;
  /** Its other nets. */
  readonly rest: Rest;
}

/** An engine that has not started yet. Calls that use the models wait for one another. */
export function createEngine(): EngineApi {
  let state: State | null = null;
  const queue = serialQueue();
  const shelf = new Shelf();
  const library = shelfLibrary(shelf);

  function started(): State {
    if (!state) throw new AppError('bug', 'The engine was used before it was started.');
    return state;
  }

  return {
    async start(options) {
      if (state) return state.runtime.info;
      const info = chooseBackend(options, await readHardware());
      const runtime = createRuntime(await loadOrt(info, options.assets), info);
      state = { library, options, runtime, target: await chooseTarget(runtime), current: null };
      return info;
    },
    async packs() {
      const { options, current } = started();
      const here = { shelf: await shelf.list(), folders: await installedFolders(await packsDirectory()) };
      return listPacks(options.assets, current?.info ?? null, here);
    },
    loadPack: (ref, ctx) => queue(ctx.signal, () => load(started(), shelf, ref, ctx)),
    generate: (job, ctx) => queue(ctx.signal, () => draw(started(), shelf, job, ctx)),
    unload: (_args, ctx) =>
      queue(ctx.signal, async () => {
        await unloadCurrent(started());
        return null;
      }),
    ...shelfApi(shelf, {
      inUse: () => state?.current?.info ?? null,
      holds: library.holds,
      liesOver: (name) => state?.current !== null && state !== null && liesOver(state.current.loaded, name),
      release: (signal, job) =>
        queue(signal, async () => {
          if (state) await unloadCurrent(state);
          await job();
        }),
      takeOff: (signal, id, names) =>
        queue(signal, async () => {
          if (state?.current) for (const name of names) await takeOff(state.current.loaded, name);
          library.letGo(id);
        }),
    }),
    storedPacks: async () => listStoredPacks(await packsDirectory()),
    deletePack: ({ id }, ctx) =>
      queue(ctx.signal, async () => {
        if (state?.current?.folders.has(id)) await unloadCurrent(state); // its files are open
        const root = await packsDirectory();
        if (root) await deleteStoredPack(root, id);
        return null;
      }),
    usesPack: ({ id, ref }) => Promise.resolve(storedFolders(ref, state?.options.assets ?? '').has(id)),
  };
}

/** Larger packs are opened but not tried: a step of Stable Diffusion 1.5 may take minutes on a slow machine. */
const MOST_WARM_BYTES = 256 * 2 ** 20;

async function load(
  state: State,
  shelf: Shelf,
  ref: PackRef,
  { signal, progress }: Ctx<LoadProgress>,
): Promise<PackInfo> {
  const { runtime, target, options } = state;
  const closing = new AbortController();
  const wanted = AbortSignal.any([signal, closing.signal]);
  const download = (file: string, loadedBytes: number, totalBytes: number): void =>
    progress({ stage: 'download', file, loadedBytes, totalBytes });
  const resolved = await resolvePack(ref, options.assets, wanted, download, shelf);
  const record = (await shelf.list()).find(({ id }) => id === resolved.id);
  const pack = await openPack(resolved.files, resolved.controlNets, resolved.loras);
  const loaded = readied(pack, { runtime, target }, state.library);
  const info = {
    ...describePack(resolved.id, pack),
    ...(record && { family: record.family }),
    ...(resolved.kept?.() === false && { kept: false as const }),
  };
  try {
    await warmWithRoom(state, () => warmUp(loaded, info, signal, progress));
  } catch (error) {
    await unload(loaded);
    throw error;
  }
  // Only now: a pack that cannot be used leaves the old one in use.
  await unloadCurrent(state);
  const rest = restOf(() => pack.openNets(), closing.signal, savesData());
  state.current = { folders: storedFolders(ref, options.assets), loaded, info, closing, rest };
  return info;
}

/**
 * Warms the next pack. A large one in use gives its memory away first, a small one where it does not suffice otherwise; it
 * compiles again where the next one cannot be used after all.
 */
async function warmWithRoom({ current }: State, warm: () => Promise<void>): Promise<void> {
  if (!current) return warm();
  if (current.info.sizeBytes > MOST_WARM_BYTES) await pauseSessions(current.loaded);
  try {
    await warm();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'out-of-memory') throw error;
    await pauseSessions(current.loaded);
    await warm();
  }
}

/** One step on an empty hint opens, and compiles, everything that the first picture needs. */
async function warmUp(
  loaded: Loaded,
  info: PackInfo,
  signal: AbortSignal,
  progress: Ctx<LoadProgress>['progress'],
): Promise<void> {
  const { sessions, words, start, masked } = loaded;
  try {
    sessions.onBytes = (file, loadedBytes, totalBytes) => progress({ stage: 'compile', file, loadedBytes, totalBytes });
    sessions.dry = info.sizeBytes > MOST_WARM_BYTES;
    await generate(loaded, warmJob(info), signal, () => undefined);
  } finally {
    words.forget(); // a dry run's are nothing
    start.forget();
    masked.forget();
    sessions.dry = false;
    sessions.onBytes = null;
  }
}

async function draw(state: State, shelf: Shelf, job: Job, { signal, progress }: Ctx<StepEvent>): Promise<Picture> {
  if (!state.current) throw new AppError('bad-input', 'No pack is loaded.', 'Call loadPack first.');
  const { loaded, info, rest } = state.current;
  await layOver(loaded, shelf, job);
  // A file that cannot be read any more is in no picture's way.
  await usePreview(loaded, await state.library.preview()).catch(() => undefined);
  const generated = await generate(loaded, job, signal, async ({ step, steps, sigma, denoised }, plan) => {
    const preview = await previewBitmap(loaded, denoised, plan, step === steps && steps > 1, signal);
    progress({ step, steps, sigma, preview }, preview ? [preview] : []);
    if (job.yields && step === 1) await pause(YIELD_MS);
  });
  rest.begin();
  const { pixels, timings, notTaken, said, made } = generated;
  const picture = {
    pixels,
    seed: job.seed,
    timings,
    backend: loaded.runtime.info,
    metadata: parametersText({ ...job, ...said }, info.name, version, made),
    notTaken,
  };
  return transferring(picture, [pixels.data.buffer]);
}

async function unloadCurrent(state: State): Promise<void> {
  const { current } = state;
  state.current = null;
  if (!current) return;
  current.closing.abort();
  await current.rest.ended(); // its files are closed then
  await unload(current.loaded);
  state.library.letGo();
}

/** Runs jobs one after another; a job whose signal is aborted while it waits never starts. */
function serialQueue(): <T>(signal: AbortSignal, job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, job) => {
    const next = last.then(async () => {
      signal.throwIfAborted();
      try {
        return await job();
      } catch (error) {
        throw signal.aborted ? signal.reason : toAppError(error);
      }
    });
    last = next.catch(() => undefined);
    return next;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The browser was told to spare data. https://wicg.github.io/savedata/ ; Chromium's only. */
function savesData(): boolean {
  return (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;
}
