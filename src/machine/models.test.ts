// The life of models without a worker: a port whose loads end when the test says so.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackendInfo, PackInfo, PackRef } from '../../workers/engine/api.ts';
import { AppError } from '../../workers/errors.ts';
import { type ModelPort, Models, type ModelsState } from './models.ts';

const BACKEND: BackendInfo = { kind: 'wasm', precision: 'fp32', adapter: '', reason: 'test', threads: 1 };
const MINI: PackRef = { id: 'inkling-mini' };
const A: PackRef = { base: 'https://a.example/sd/' };
const B: PackRef = { id: 'owner/name' };
const DISK: PackRef = { folder: 'mine', files: new Map() };

const nameOf = (ref: PackRef): string => ('id' in ref ? ref.id : 'base' in ref ? ref.base : ref.folder);
const packOf = (ref: PackRef): PackInfo => ({ id: nameOf(ref) }) as PackInfo;

/** A load that waits for its end. */
interface Waiting {
  readonly ref: string;
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

let waiting: Waiting[];
let loads: string[];
let removed: string[];
let removal: AppError | null;
let states: ModelsState[];
let remembered: (PackRef | null)[];
let kept: number;
let models: Models;

/** Stored folders are named after their model. */
const port: ModelPort = {
  start: () => Promise.resolve(BACKEND),
  load: (ref, { signal }) =>
    new Promise((resolve, reject) => {
      loads.push(nameOf(ref));
      waiting.push({ ref: nameOf(ref), succeed: () => resolve(packOf(ref)), fail: reject });
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      if (signal.aborted) reject(signal.reason as Error);
    }),
  remove: (id) => {
    removed.push(id);
    return removal ? Promise.reject(removal) : Promise.resolve();
  },
  uses: (id, ref) => Promise.resolve(nameOf(ref) === id),
};

beforeEach(() => {
  [waiting, loads, removed, states, remembered, removal, kept] = [[], [], [], [], [], null, 0];
  models = new Models(port, {
    report: (state) => states.push(state),
    remember: (ref) => remembered.push(ref),
    keepStorage: () => kept++,
  });
});

const settle = (): Promise<void> => new Promise((resume) => setTimeout(resume));

/** Ends the newest load once it has begun. */
async function finish(error?: Error): Promise<void> {
  await settle();
  const load = waiting.pop();
  if (!load) throw new Error('nothing loads');
  if (error) load.fail(error);
  else load.succeed();
  await settle();
}

async function loadedWith(ref: PackRef): Promise<void> {
  const chosen = models.choose(ref);
  await finish();
  await chosen;
  loads = [];
  states = [];
}

const status = (): string => {
  const { state } = models;
  return state.status === 'ready' ? `ready ${state.pack.id}` : state.status;
};
const GONE = new AppError('download', 'gone');

describe('a choice', () => {
  it('goes through starting and loading to ready, and is remembered', async () => {
    const chosen = models.choose(A);
    await finish();
    expect(await chosen).toEqual(packOf(A));
    expect(states.map(({ status: each }) => each)).toEqual(['starting', 'loading', 'ready']);
    expect(remembered).toEqual([A]);
  });

  it('that fails keeps the model before, without loading it again', async () => {
    await loadedWith(A);
    const chosen = models.choose(B);
    const failed = expect(chosen).rejects.toBe(GONE);
    await finish(GONE);
    await failed;
    expect(status()).toBe('ready https://a.example/sd/');
    expect(await models.ready()).toEqual(packOf(A));
    expect(loads).toEqual(['owner/name']);
    expect(remembered).toEqual([A]);
  });

  it('that is cancelled keeps the model before, without loading it again', async () => {
    await loadedWith(A);
    const chosen = expect(models.choose(B)).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    models.cancel();
    await chosen;
    await settle();
    expect(status()).toBe('ready https://a.example/sd/');
    expect(await models.ready()).toEqual(packOf(A));
    expect(loads).toEqual(['owner/name']);
  });

  it('that ends the worker brings the model before back', async () => {
    await loadedWith(A);
    const failed = expect(models.choose(B)).rejects.toThrow('broken');
    await settle();
    models.lost();
    await finish(new AppError('bug', 'broken'));
    await failed;
    await finish();
    expect(loads).toEqual(['owner/name', 'https://a.example/sd/']);
    expect(status()).toBe('ready https://a.example/sd/');
  });

  it('takes the place of an earlier one and of a load that nobody chose', async () => {
    const ready = models.ready();
    await settle();
    const first = expect(models.choose(A)).rejects.toMatchObject({ name: 'AbortError' });
    const second = models.choose(B);
    await first;
    await finish();
    expect(await second).toEqual(packOf(B));
    // Whoever waited for a model gets the one that was chosen meanwhile.
    expect(await ready).toEqual(packOf(B));
    expect(loads).toEqual(['inkling-mini', 'owner/name']);
    expect(status()).toBe('ready owner/name');
  });

  it('is cancelled at once while a load that does not give way holds the line', async () => {
    const script = models.load(A);
    await settle();
    const chosen = expect(models.choose(B)).rejects.toMatchObject({ name: 'AbortError' });
    models.cancel();
    await chosen;
    await finish();
    expect(await script).toEqual(packOf(A));
    expect(loads).toEqual(['https://a.example/sd/']);
  });
});

describe('a load by a script', () => {
  it('is cancelled by its own signal at once, while another load holds the line', async () => {
    void models.ready();
    await settle();
    await expect(models.load(A, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(loads).toEqual(['inkling-mini']);
  });

  it('is the one that is loaded again after the worker was lost, but not the one of the next visit', async () => {
    const script = models.load(A);
    await finish();
    await script;
    models.lost();
    expect(status()).toBe('none');
    const ready = models.ready();
    await finish();
    expect(await ready).toEqual(packOf(A));
    expect(remembered).toEqual([]);
  });

  it('that fails with nothing loaded is told, and tried again from the one before', async () => {
    const script = expect(models.load(A)).rejects.toBe(GONE);
    await finish(GONE);
    await script;
    expect(models.state).toEqual({ status: 'failed', error: { code: 'download', message: 'gone', hint: '' } });
    const ready = models.ready();
    await finish();
    expect(await ready).toEqual(packOf(MINI));
  });
});

describe('the first load of a visit', () => {
  it('falls back to the model that ships with the page, and says so; the choice stays for the next visit', async () => {
    const awake = expect(models.wake(A)).rejects.toBe(GONE);
    await finish(GONE);
    await awake;
    await finish();
    expect(status()).toBe('ready inkling-mini');
    expect(remembered).toEqual([]);
  });

  it('gives way to a choice', async () => {
    const awake = expect(models.wake(A)).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    const chosen = models.choose(B);
    await awake;
    await finish();
    await chosen;
    await settle();
    expect(status()).toBe('ready owner/name');
    expect(loads).toEqual(['https://a.example/sd/', 'owner/name']);
  });
});

describe('removing a stored folder', () => {
  it('of the model in use falls back to the one that ships with the page, now and at the next visit', async () => {
    await loadedWith(A);
    await models.remove(nameOf(A));
    expect(removed).toEqual([nameOf(A)]);
    await finish();
    expect(status()).toBe('ready inkling-mini');
    expect(remembered).toEqual([A, null]);
    models.lost();
    void models.ready();
    await finish();
    expect(loads).toEqual(['inkling-mini', 'inkling-mini']);
  });

  it('of another model leaves the one in use alone', async () => {
    await loadedWith(A);
    await models.remove(nameOf(B));
    expect(await models.ready()).toEqual(packOf(A));
    expect([loads, states, remembered]).toEqual([[], [], [A]]);
  });

  it('of the model of the next visit, which is not loaded now, is not fetched then', async () => {
    const awake = expect(models.wake(A)).rejects.toBe(GONE);
    await finish(GONE);
    await awake;
    await finish();
    await models.remove(nameOf(A));
    expect(remembered).toEqual([null]);
    expect(status()).toBe('ready inkling-mini');
  });

  it('stops its download instead of waiting for it', async () => {
    await loadedWith(MINI);
    const chosen = expect(models.choose(A)).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    await models.remove(nameOf(A));
    await chosen;
    expect(removed).toEqual([nameOf(A)]);
    expect(status()).toBe('ready inkling-mini');
    expect(loads).toEqual(['https://a.example/sd/']);
  });

  it('that another tab uses rejects, and the model comes back', async () => {
    await loadedWith(A);
    removal = new AppError('bad-input', 'in use by another tab');
    await expect(models.remove(nameOf(A))).rejects.toBe(removal);
    await finish();
    expect(status()).toBe('ready https://a.example/sd/');
    expect(remembered).toEqual([A]);
  });

  it('of the model that ships with the page fetches it again only when somebody wants a picture', async () => {
    await loadedWith(MINI);
    await models.remove(nameOf(MINI));
    await settle();
    expect([loads, status()]).toEqual([[], 'none']);
    const ready = models.ready();
    await finish();
    expect(await ready).toEqual(packOf(MINI));
  });
});

it('asks the browser to keep what comes over the network, whatever it is named by', async () => {
  for (const [ref, asked] of [
    [A, 1],
    [B, 2],
    [DISK, 2],
    [MINI, 2],
  ] as const) {
    const load = models.load(ref);
    await finish();
    await load;
    expect(kept, nameOf(ref)).toBe(asked);
  }
});
