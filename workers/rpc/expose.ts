// The worker's side of the door: answers calls with an implementation of the API.
import type { Ctx } from './types.ts';
import { packError, type Port, type Reply, type Request } from './wire.ts';

type AnyMethod = (args: unknown, ctx: Ctx<unknown>) => Promise<unknown>;

const transfers = new WeakMap<object, readonly Transferable[]>();

/** Marks a result so that `objects` inside it move to the caller instead of being copied. */
export function transferring<T extends object>(result: T, objects: readonly Transferable[]): T {
  transfers.set(result, objects);
  return result;
}

/** Serves `api` on `port` until the worker ends. Calls run concurrently; an API that must not do so queues by itself. */
export function expose<Api extends object>(api: Api, port: Port): void {
  const running = new Map<number, AbortController>();
  const post = (reply: Reply, transfer: readonly Transferable[] = []): void => port.postMessage(reply, [...transfer]);

  async function call(id: number, method: string, args: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const implementation = (api as Readonly<Record<string, AnyMethod | undefined>>)[method];
      if (!implementation || !Object.hasOwn(api, method)) throw new Error(`The worker has no method ${method}.`);
      const result = await implementation.call(api, args, {
        signal: controller.signal,
        progress: (event, transfer) => post({ kind: 'progress', id, event }, transfer),
      });
      const moved = typeof result === 'object' && result !== null ? transfers.get(result) : undefined;
      post({ kind: 'ok', id, result }, moved);
    } catch (error) {
      post({ kind: 'error', id, error: packError(error) });
    } finally {
      running.delete(id);
    }
  }

  port.addEventListener('message', (event) => {
    const request = (event as MessageEvent<Request>).data;
    switch (request.kind) {
      case 'call':
        void call(request.id, request.method, request.args);
        return;
      case 'abort':
        running.get(request.id)?.abort();
        return;
      default:
        request satisfies never;
    }
  });
  announce(post);
}

/** Holds a Web Lock for life: the page learns of a worker that died silently because the lock becomes free. */
function announce(post: (reply: Reply) => void): void {
  post({ kind: 'begun' });
  const lock = `worker-${crypto.randomUUID()}`;
  const held = (): Promise<never> => {
    post({ kind: 'hello', lock });
    return new Promise(() => undefined);
  };
  // Denied in frames of other sites: there only a worker's own events tell of its end.
  globalThis.navigator?.locks?.request(lock, held).catch(() => undefined);
}
