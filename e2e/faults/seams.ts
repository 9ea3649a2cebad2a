// Seams of the page for faults: it tells when a picture comes to a phase, and does some faults at that very moment.
import type { Page, Worker as PageWorker } from '@playwright/test';
import type { Phase } from './table.ts';

/** Faults that happen in the page or its engine, at once. */
export type Act = 'none' | 'kill' | 'handles' | 'device' | 'memory' | 'clock';

export interface Seams {
  /** Watches for a phase from now on; the fault happens with it. */
  readonly arm: (phase: Phase, act: Act) => Promise<void>;
  /** Waits until it has come. */
  readonly reached: (phase: Phase) => Promise<void>;
  /** Does a fault now. */
  readonly act: (act: Act) => Promise<void>;
  /** Ends the engine's worker, and waits until the page has noticed. */
  readonly stopEngine: () => Promise<void>;
  /** Takes back refused memory and a wrong clock. */
  readonly heal: () => Promise<void>;
}

interface Armed {
  readonly phase: string;
  readonly act: string;
}

interface InPage {
  arm(armed: Armed): void;
  readonly reached: Readonly<Record<string, boolean>>;
  act(act: string): void;
  release(): void;
  /** Web Locks by which the page knows that the engine lives. */
  readonly locks: readonly string[];
}

const KEY = '__faults';
const PATIENCE_MS = 120_000;

/** Before the page is opened. */
export async function seamsOf(page: Page): Promise<Seams> {
  await page.addInitScript(inPage, KEY);
  // An engine hears nothing until it has the seams of workers.
  let armed: Armed | null = null;
  page.on('worker', (worker: PageWorker) => {
    if (!worker.url().includes('engine.worker')) return;
    void worker
      .evaluate(inWorker, armed)
      .then(() => page.evaluate((key) => (Reflect.get(globalThis, key) as InPage).release(), KEY))
      .catch(() => undefined); // it has ended already
  });
  const act = (what: Act): Promise<void> =>
    page.evaluate(([key, name]) => (Reflect.get(globalThis, key) as InPage).act(name), [KEY, what] as const);
  return {
    arm: async (phase, what) => {
      armed = { phase, act: what };
      await page.evaluate(([key, given]) => (Reflect.get(globalThis, key) as InPage).arm(given), [KEY, armed] as const);
    },
    reached: async (phase) => {
      const come = ([key, name]: readonly [string, string]): boolean =>
        (Reflect.get(globalThis, key) as InPage).reached[name] ?? false;
      await page.waitForFunction(come, [KEY, phase] as const, { timeout: PATIENCE_MS }).catch((cause: unknown) => {
        throw new Error(`the page did not come to "${phase}"`, { cause });
      });
    },
    act,
    stopEngine: async () => {
      await act('kill');
      await page.waitForFunction(
        async (key) => {
          const { locks } = Reflect.get(globalThis, key) as InPage;
          const { held = [], pending = [] } = await navigator.locks.query();
          return [...held, ...pending].every(({ name = '' }) => !locks.includes(name));
        },
        KEY,
        { timeout: PATIENCE_MS },
      );
    },
    heal: () => {
      armed = null;
      return act('none');
    },
  };
}

/** Runs in the page, before its own scripts. */
function inPage(key: string): void {
  const engines: Worker[] = [];
  const locks: string[] = [];
  const reached: Record<string, boolean> = {};
  const databases: IDBDatabase[] = [];
  const toWorkers = new BroadcastChannel(key);
  let armed: Armed | null = null;
  let held: (() => void)[] = [];
  let released = false;
  const act = (name: string): void => {
    if (name === 'kill') for (const engine of engines.splice(0)) engine.terminate();
    // Without the event that would tell the page: so it is when a tab has slept.
    if (name === 'handles') for (const database of databases.splice(0)) database.close();
    if (name === 'clock' || name === 'none') late = name === 'clock' ? 26 * 3600 * 1000 : 0;
    toWorkers.postMessage(name);
  };
  const come = (phase: string): void => {
    if (armed?.phase !== phase) return;
    const { act: what } = armed;
    armed = null;
    if (what !== 'none') act(what);
    reached[phase] = true;
  };

  globalThis.Worker = new Proxy(Worker, {
    construct: (Real, args: [string | URL, WorkerOptions?], target) => {
      const worker = Reflect.construct(Real, args, target) as Worker;
      if (args[1]?.name === 'engine') watch(worker);
      return worker;
    },
  });
  const watch = (engine: Worker): void => {
    engines.push(engine);
    released = false;
    engine.addEventListener('message', ({ data }: MessageEvent<Record<string, unknown>>) => {
      if (data['kind'] === 'hello') {
        locks.push(String(data['lock']));
        // Whatever ends a worker before it has said so much fails to load it, which the browser tells.
        come('start');
      }
      if (data['kind'] !== 'progress') return;
      const { stage, step, steps } = data['event'] as { stage?: string; step?: number; steps?: number };
      if (stage) come(stage);
      if (step === 1) come('step');
      if (step !== undefined && step === steps) come('decode');
    });
    const send = engine.postMessage.bind(engine) as (...args: unknown[]) => void;
    engine.postMessage = (...args: unknown[]) => {
      if (released) send(...args);
      else held.push(() => send(...args));
    };
  };

  const around = <T extends object, K extends keyof T>(
    proto: T,
    name: K,
    after: (self: T, result: unknown) => void,
  ): void => {
    proto[name] = new Proxy(proto[name] as () => unknown, {
      apply: (real, self: T, args: []) => {
        const result = Reflect.apply(real, self, args);
        after(self, result);
        return result;
      },
    }) as T[K];
  };
  around(IDBFactory.prototype, 'open', (_, request) => {
    const opening = request as IDBOpenDBRequest;
    opening.addEventListener('success', () => databases.push(opening.result));
  });
  around(IDBObjectStore.prototype, 'put', ({ name }) => {
    if (name === 'files') come('save');
  });

  let late = 0;
  const { now } = Date;
  Date.now = () => now() - late;
  const release = (): void => {
    released = true;
    for (const send of held.splice(0)) send();
    held = [];
  };
  const arm = (given: Armed): void => {
    reached[given.phase] = false;
    armed = given;
    toWorkers.postMessage(given);
  };
  Reflect.set(globalThis, key, { arm, act, reached, release, locks });
}

/** Runs in the engine's worker, before it hears its first call: what happens there happens between two of its own steps. */
function inWorker(given: Armed | null): void {
  let armed = given;
  /** A picture of the embedded model has 64 kB. */
  const LARGE = 1 << 15;
  const handles: { close(): void }[] = [];
  let device: { destroy(): void } | null = null;
  let refuses = false;

  // Workers' own types are not those of the tests.
  const globals = globalThis as unknown as Record<string, { prototype: Record<string, unknown> } | undefined>;
  const around = (type: string, method: string, then: (call: () => unknown) => unknown): void => {
    const proto = globals[type]?.prototype;
    if (!proto) return;
    proto[method] = new Proxy(proto[method] as () => unknown, {
      apply: (real, self, args: []) => then(() => Reflect.apply(real, self, args)),
    });
  };
  around('FileSystemFileHandle', 'createSyncAccessHandle', async (call) => {
    const handle = (await call()) as { close(): void };
    handles.push(handle);
    return handle;
  });
  around('GPUAdapter', 'requestDevice', async (call) => (device = (await call()) as { destroy(): void }));
  const refusing = <T>(call: () => T): T => {
    if (refuses) throw new RangeError('Array buffer allocation failed');
    return call();
  };
  globalThis.Uint8ClampedArray = new Proxy(Uint8ClampedArray, {
    construct: (Real, args: [unknown], target) => {
      const make = (): object => Reflect.construct(Real, args, target) as object;
      return typeof args[0] === 'number' && args[0] > LARGE ? refusing(make) : make();
    },
  });
  const { prototype: memory } = WebAssembly.Memory;
  const grow = Object.getOwnPropertyDescriptor(memory, 'grow')?.value as (pages: number) => number;
  memory.grow = function (pages) {
    return refusing(() => grow.call(this, pages));
  };
  const act = (name: string): void => {
    if (name === 'handles') for (const handle of handles.splice(0)) handle.close();
    if (name === 'device') device?.destroy();
    refuses = name === 'memory';
  };
  const come = (phase: string): void => {
    if (armed?.phase !== phase) return;
    act(armed.act);
    armed = null;
  };
  const post = globalThis.postMessage.bind(globalThis) as (...args: unknown[]) => void;
  const posting = (...args: [{ readonly event?: { stage?: string; step?: number; steps?: number } }]): void => {
    post(...args);
    const { stage, step, steps } = args[0].event ?? {};
    if (stage) come(stage);
    if (step === 1) come('step');
    if (step !== undefined && step === steps) come('decode');
  };
  globalThis.postMessage = posting as typeof globalThis.postMessage;
  new BroadcastChannel('__faults').addEventListener('message', ({ data }: MessageEvent<string | Armed>) => {
    if (typeof data === 'string') act(data);
    else armed = data;
  });
  come('start');
}
