import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { connect, type WorkerPort } from './connect.ts';
import { expose, transferring } from './expose.ts';
import type { Ctx } from './types.ts';

interface Api {
  double(args: number, ctx: Ctx<never>): Promise<number>;
  count(args: number, ctx: Ctx<number>): Promise<string>;
  fail(args: 'app' | 'bug', ctx: Ctx<never>): Promise<never>;
  forever(args: null, ctx: Ctx<string>): Promise<never>;
  bytes(args: Uint8Array, ctx: Ctx<never>): Promise<{ data: Uint8Array }>;
}

const api: Api = {
  double: async (n) => n * 2,
  count: async (n, { progress }) => {
    for (let i = 1; i <= n; i++) progress(i);
    return 'counted';
  },
  fail: async (kind) => {
    if (kind === 'app') throw new AppError('bad-model', 'broken file', 'get another');
    throw new TypeError('undefined is not a function');
  },
  forever: (_args, { signal, progress }) => {
    progress('started');
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  },
  bytes: async (data) => transferring({ data }, [data.buffer]),
};

/** A worker made of a MessageChannel: the same structured clone and transfer, no thread. */
function fakeWorkers(): { spawn: () => WorkerPort; started: () => number; crash: () => void } {
  let started = 0;
  let listeners = new Map<string, (event: Event) => void>();
  const spawn = (): WorkerPort => {
    started++;
    listeners = new Map();
    const { port1, port2 } = new MessageChannel();
    expose(api, port2);
    port1.start();
    port2.start();
    return {
      postMessage: (message, transfer) => port1.postMessage(message, transfer),
      addEventListener: (type, listener) => {
        if (type === 'message') port1.addEventListener(type, listener);
        else listeners.set(type, listener);
      },
      terminate: () => {
        port1.close();
        port2.close();
      },
    };
  };
  return { spawn, started: () => started, crash: () => listeners.get('error')?.(new Event('error')) };
}

describe('rpc', () => {
  it('answers, reports progress in order and keeps concurrent calls apart', async () => {
    const client = connect<Api>(fakeWorkers().spawn, { abort: 'message' });
    const events: number[] = [];
    const [four, counted, ten] = await Promise.all([
      client.double(2),
      client.count(3, { onProgress: (n) => events.push(n) }),
      client.double(5),
    ]);
    expect({ four, counted, ten, events }).toEqual({ four: 4, counted: 'counted', ten: 10, events: [1, 2, 3] });
    client.dispose();
  });

  it('rebuilds an AppError with its code and hint, and calls anything else a bug', async () => {
    const client = connect<Api>(fakeWorkers().spawn, { abort: 'message' });
    await expect(client.fail('app')).rejects.toMatchObject({
      code: 'bad-model',
      message: 'broken file',
      hint: 'get another',
    });
    await expect(client.fail('bug')).rejects.toMatchObject({ code: 'bug', message: 'undefined is not a function' });
    await expect(
      connect<{ nope(a: null, c: Ctx<never>): Promise<void> }>(fakeWorkers().spawn, { abort: 'message' }).nope(null),
    ).rejects.toMatchObject({ code: 'bug' });
    client.dispose();
  });

  it('aborts by message and leaves the worker alive', async () => {
    const workers = fakeWorkers();
    const client = connect<Api>(workers.spawn, { abort: 'message' });
    const controller = new AbortController();
    const call = client.forever(null, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await client.double(4)).toBe(8);
    expect(workers.started()).toBe(1);
    client.dispose();
  });

  it('aborts by killing where the policy says so, and starts again', async () => {
    const workers = fakeWorkers();
    const client = connect<Api>(workers.spawn, { abort: 'terminate' });
    const controller = new AbortController();
    const call = client.forever(null, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await client.double(4)).toBe(8);
    expect(workers.started()).toBe(2);
    client.dispose();
  });

  it('rejects everything pending when the worker dies, then restarts', async () => {
    const workers = fakeWorkers();
    const deaths: string[] = [];
    const client = connect<Api>(workers.spawn, { abort: 'message', onDeath: (error) => deaths.push(error.code) });
    const calls = [client.forever(null), client.forever(null)];
    workers.crash();
    const results = await Promise.allSettled(calls);
    expect(results.map((r) => r.status)).toEqual(['rejected', 'rejected']);
    expect(deaths).toEqual(['bug']);
    expect(await client.double(1)).toBe(2);
    client.dispose();
  });

  it('moves transferred results instead of copying, both ways', async () => {
    const client = connect<Api>(fakeWorkers().spawn, { abort: 'message' });
    const sent = new Uint8Array([1, 2, 3]);
    const { data } = await client.bytes(sent, { transfer: [sent.buffer] });
    expect([...data]).toEqual([1, 2, 3]);
    expect(sent.byteLength).toBe(0);
    client.dispose();
  });

  it('refuses a call whose signal is already aborted without starting a worker', async () => {
    const workers = fakeWorkers();
    const client = connect<Api>(workers.spawn, { abort: 'message' });
    await expect(client.double(1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers.started()).toBe(0);
  });

  it('stops an idle worker', async () => {
    const workers = fakeWorkers();
    const client = connect<Api>(workers.spawn, { abort: 'terminate', idleMs: 5 });
    await client.double(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await client.double(1);
    expect(workers.started()).toBe(2);
    client.dispose();
  });
});
