import { expect, it } from 'vitest';
import type { EngineApi, Job, PackInfo } from '../../workers/engine/api.ts';
import { AppError } from '../../workers/errors.ts';
import { expose } from '../../workers/rpc/expose.ts';
import { createEngine, type EngineService } from './engine.ts';
import type { ModelsState } from './models.ts';

const INFO = { kind: 'wasm', precision: 'fp32', adapter: '', reason: 'test', threads: 1 } as const;
const JOB = {} as Job;

interface House {
  readonly engine: EngineService;
  readonly calls: string[];
  readonly states: ModelsState['status'][];
}

/** A real RPC line over a MessageChannel to an engine that only keeps a diary. */
function house(api: Partial<EngineApi>): House {
  const calls: string[] = [];
  const states: ModelsState['status'][] = [];
  const diary =
    <A, R>(name: string, result: R) =>
    async (args: A): Promise<R> => {
      calls.push(args === null ? name : `${name} ${JSON.stringify(args)}`);
      return result;
    };
  const spawn = (): ReturnType<Parameters<typeof createEngine>[0]> => {
    calls.push('spawn');
    const { port1, port2 } = new MessageChannel();
    const full: EngineApi = {
      start: diary('start', INFO),
      packs: diary('packs', []),
      loadPack: diary('loadPack', { id: 'p' } as PackInfo),
      generate: diary('generate', { seed: 1 } as never),
      unload: diary('unload', null),
      models: () => Promise.resolve([]),
      unfinishedModels: () => Promise.resolve([]),
      deletedModels: () => Promise.resolve([]),
      addModel: () => Promise.reject(new AppError('unsupported', 'no model')),
      removeModel: () => Promise.resolve(null),
      restoreModel: () => Promise.reject(new AppError('bad-input', 'no model')),
      sweepModels: () => Promise.resolve(null),
      renameModel: () => Promise.reject(new AppError('bad-input', 'no model')),
      storedPacks: () => Promise.resolve([]),
      deletePack: () => Promise.resolve(null),
      usesPack: () => Promise.resolve(false),
      ...api,
    };
    expose(full, port2 as never);
    port1.start();
    port2.start();
    const terminate = (): void => {
      port1.close();
      port2.close();
    };
    return Object.assign(port1, { terminate });
  };
  const options = { backend: 'auto', precision: 'auto', assets: '/' } as const;
  const engine = createEngine(spawn, () => options, {
    report: ({ status }) => states.push(status),
    remember: () => undefined,
    keepStorage: () => undefined,
  });
  return { engine, calls, states };
}

it('starts once and loads the default pack once, whoever waits', async () => {
  const { engine, calls, states } = house({});
  await Promise.all([engine.ready(), engine.ready(), engine.generate(JOB, {})]);
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['spawn', 'start', 'loadPack', 'generate']);
  expect(states).toEqual(['starting', 'loading', 'ready']);
  expect(engine.backend()).toEqual(INFO);
});

/** Picture calls that fail so often with `code` before one succeeds. */
function failing(code: 'bug' | 'device-lost', times: number): EngineApi['generate'] {
  let faults = times;
  return async () => {
    if (faults-- > 0) throw new AppError(code, 'gone');
    return { seed: 2 } as never;
  };
}

const RELOADED = [
  'spawn',
  'loadPack {"base":"https://a.example/sd/"}',
  'spawn',
  'loadPack {"base":"https://a.example/sd/"}',
];

it('after a fault the next picture starts a new worker and loads the last pack again', async () => {
  const { engine, calls } = house({ generate: failing('bug', 1) });
  await engine.loadPack({ base: 'https://a.example/sd/' });
  await expect(engine.generate(JOB, {})).rejects.toMatchObject({ code: 'bug' });
  expect(await engine.generate(JOB, {})).toEqual({ seed: 2 });
  expect(calls.filter((call) => !call.startsWith('start'))).toEqual(RELOADED);
});

it('a lost device is replaced by itself and the picture begun again, once', async () => {
  const { engine, calls } = house({ generate: failing('device-lost', 1) });
  await engine.loadPack({ base: 'https://a.example/sd/' });
  expect(await engine.generate(JOB, {})).toEqual({ seed: 2 });
  expect(calls.filter((call) => !call.startsWith('start'))).toEqual(RELOADED);
  const hopeless = house({ generate: failing('device-lost', 2) });
  await expect(hopeless.engine.generate(JOB, {})).rejects.toMatchObject({ code: 'device-lost' });
});

it('a load under which a picture ends the worker is begun again on a new one', async () => {
  const wishes: unknown[] = [];
  let load: (pack: PackInfo) => void = () => undefined;
  const loadPack: EngineApi['loadPack'] = (ref) => {
    wishes.push(ref);
    return wishes.length === 2 ? new Promise((resolve) => (load = resolve)) : Promise.resolve({ id: 'p' } as PackInfo);
  };
  let fail: (error: Error) => void = () => undefined;
  const generate: EngineApi['generate'] = () => new Promise((_, reject) => (fail = reject));
  const { engine } = house({ loadPack, generate });
  const picture = expect(engine.generate(JOB, {})).rejects.toMatchObject({ code: 'bug' });
  await expect.poll(() => wishes.length).toBe(1);
  await new Promise((resume) => setTimeout(resume, 20));
  const chosen = engine.lifecycle.choose({ base: 'https://a.example/' });
  await expect.poll(() => wishes.length).toBe(2);
  fail(new AppError('bug', 'broken'));
  await picture;
  expect(await chosen).toEqual({ id: 'p' });
  expect(wishes).toHaveLength(3);
  load({ id: 'late' } as PackInfo);
});

it('a pack that cannot be loaded is reported, and the next wish goes back to the one before', async () => {
  const wishes: unknown[] = [];
  const loadPack: EngineApi['loadPack'] = async (ref) => {
    wishes.push(ref);
    if ('base' in ref) throw new AppError('download', 'nothing there');
    return { id: 'p' } as PackInfo;
  };
  const { engine, states } = house({ loadPack });
  await expect(engine.loadPack({ base: 'https://a.example/' })).rejects.toMatchObject({ code: 'download' });
  expect(states.at(-1)).toBe('failed');
  await engine.ready();
  expect(wishes).toEqual([{ base: 'https://a.example/' }, { id: 'inkling-mini' }]);
  expect(states.at(-1)).toBe('ready');
});
