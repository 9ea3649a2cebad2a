// Deaths that no event tells of, messages that cannot be read or sent: no call waits for ever.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, type WorkerPort } from './connect.ts';
import { expose } from './expose.ts';
import type { Ctx } from './types.ts';

interface Api {
  double(args: unknown, ctx: Ctx<never>): Promise<number>;
  forever(args: null, ctx: Ctx<never>): Promise<never>;
}

const api: Api = {
  double: async (n) => Number(n) * 2,
  forever: () => new Promise(() => undefined),
};

/** Exclusive locks by name, as the browser's are; a test can let go of all, as the browser does when a worker ends. */
class Locks {
  private readonly waiting = new Map<string, (() => void)[]>();

  async request<T>(name: string, held: () => T | Promise<T>): Promise<T> {
    const queue = this.waiting.get(name);
    if (queue) await new Promise<void>((granted) => queue.push(granted));
    else this.waiting.set(name, []);
    return held();
  }

  /** The names that are held. */
  names(): readonly string[] {
    return [...this.waiting.keys()];
  }

  letGo(name: string): void {
    const next = this.waiting.get(name)?.shift();
    if (!next) this.waiting.delete(name);
    next?.();
  }
}

/** A worker made of a MessageChannel, and its events. */
function spawner() {
  const terminated: boolean[] = [];
  let listeners = new Map<string, (event: Event) => void>();
  const spawn = (): WorkerPort => {
    const place = terminated.push(false) - 1;
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
        terminated[place] = true;
        port1.close();
        port2.close();
      },
    };
  };
  return { spawn, terminated, send: (type: string) => listeners.get(type)?.(new Event(type)) };
}

let locks: Locks;
beforeEach(() => {
  locks = new Locks();
  vi.stubGlobal('navigator', { locks });
});
afterEach(() => vi.unstubAllGlobals());

describe('a worker', () => {
  it('that ends without a word is known by its lock: pending calls reject, the next call starts another', async () => {
    const { spawn, terminated } = spawner();
    const deaths: string[] = [];
    const client = connect<Api>(spawn, {
      abort: 'message',
      onDeath: ({ code, message }) => deaths.push(code, message),
    });
    expect(await client.double(1)).toBe(2);
    const [lock = ''] = locks.names();
    expect(lock).toMatch(/^worker-/);
    const pending = client.forever(null);
    locks.letGo(lock);
    await expect(pending).rejects.toMatchObject({ code: 'bug', message: 'A worker stopped: it ended by itself.' });
    expect(deaths).toEqual(['bug', 'A worker stopped: it ended by itself.']);
    expect(await client.double(2)).toBe(4);
    expect(terminated).toEqual([true, false]);
    client.dispose();
  });

  it('that never begins is begun once more, and its calls with it; what was given away cannot be asked again', async () => {
    const { spawn } = spawner();
    const terminate = vi.fn();
    const silent: WorkerPort = { postMessage: () => undefined, addEventListener: () => undefined, terminate };
    const workers = [() => silent, spawn];
    const client = connect<Api>(() => workers.shift()?.() ?? spawn(), { abort: 'message', beginMs: 20 });
    const call = client.double(21);
    const given = client.double(1, { transfer: [new ArrayBuffer(8)] });
    await expect(given).rejects.toMatchObject({ code: 'bug', message: 'A worker stopped: it never began.' });
    expect(await call).toBe(42);
    expect([terminate.mock.calls.length, workers.length]).toEqual([1, 0]);
    client.dispose();
  });

  it('that never begins twice is waited for: the network may be slow', async () => {
    vi.useFakeTimers();
    const spawned = vi.fn((): WorkerPort => ({
      postMessage: () => undefined,
      addEventListener: () => undefined,
      terminate: () => undefined,
    }));
    const client = connect<Api>(spawned, { abort: 'message', beginMs: 5 });
    const pending = client.forever(null);
    vi.advanceTimersByTime(1000);
    expect(spawned).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
    client.dispose();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('whose lock becomes free after the page has stopped it itself is no death', async () => {
    const { spawn } = spawner();
    const onDeath = vi.fn();
    const client = connect<Api>(spawn, { abort: 'terminate', onDeath });
    await client.double(1);
    const [lock = ''] = locks.names();
    client.dispose();
    locks.letGo(lock);
    await new Promise((done) => setTimeout(done, 5));
    expect(onDeath).not.toHaveBeenCalled();
    expect(await client.double(2)).toBe(4);
    client.dispose();
  });

  it('whose message cannot be read counts as dead', async () => {
    const { spawn, send } = spawner();
    const client = connect<Api>(spawn, { abort: 'message' });
    const pending = client.forever(null);
    send('messageerror');
    await expect(pending).rejects.toMatchObject({ code: 'bug' });
    expect(await client.double(2)).toBe(4);
    client.dispose();
  });

  it('is not troubled by arguments that cannot be sent: that call alone rejects', async () => {
    const { spawn, terminated } = spawner();
    const client = connect<Api>(spawn, { abort: 'message' });
    const pending = client.forever(null);
    const settled = vi.fn();
    pending.then(settled, settled);
    await expect(client.double(() => undefined)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('double') as string,
    });
    expect(await client.double(2)).toBe(4);
    expect([settled.mock.calls.length, terminated]).toEqual([0, [false]]);
    client.dispose();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
