// The caller's side of the door: a worker's whole life (lazy start, calls, abort, idle stop, death) in one place.
import { AppError } from '../errors.ts';
import type { Client } from './types.ts';
import { abortError, type Port, type Reply, type Request, unpackError } from './wire.ts';

export interface WorkerPort extends Port {
  terminate(): void;
}

export interface Policy {
  /** 'message': the worker stops by itself at the next safe point. 'terminate': kill it (synchronous pixel loops hear nothing). */
  readonly abort: 'message' | 'terminate';
  /** Stop the worker after so long without a call; never when absent. */
  readonly idleMs?: number;
  /** A worker that has not begun after so long is begun once more. */
  readonly beginMs?: number;
  /** Called once for each worker that died by itself, before its pending calls are rejected. */
  readonly onDeath?: (error: AppError) => void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: never) => void;
  readonly transfer?: readonly Transferable[];
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((event: unknown) => void) | undefined;
  /** To be sent again; null where it gave things away. */
  readonly request: Request | null;
}

/** Longer than a worker's script takes over any network that a page came over. */
const BEGIN_MS = 30_000;

/**
 * A client of the API that the worker made by `spawn` exposes. The worker starts with the first call. When it dies
 * (load failure, crash, `close()`, out of memory) every pending call rejects with an AppError and the next call starts
 * a new one.
 */
export function connect<Api>(spawn: () => WorkerPort, policy: Policy): Client<Api> & { dispose(): void } {
  const line = new WorkerLine(spawn, policy);
  return new Proxy({} as Client<Api> & { dispose(): void }, {
    get: (_target, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (name === 'dispose') return () => line.dispose();
      return (args: unknown, options?: CallOptions) => line.call(name, args, options ?? {});
    },
  });
}

class WorkerLine {
  private readonly spawn: () => WorkerPort;
  private readonly policy: Policy;
  private worker: WorkerPort | null = null;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  /** The worker is a second try. */
  private again = false;

  constructor(spawn: () => WorkerPort, policy: Policy) {
    this.spawn = spawn;
    this.policy = policy;
  }

  call(method: string, args: unknown, options: CallOptions): Promise<unknown> {
    const { signal, transfer = [] } = options;
    if (signal?.aborted) return Promise.reject(abortError());
    const id = this.nextId++;
    const worker = this.start();
    const request: Request = { kind: 'call', id, method, args };
    return new Promise<unknown>((resolve, reject) => {
      const onAbort = (): void => this.abort(id);
      const settle = (): void => {
        signal?.removeEventListener('abort', onAbort);
        this.pending.delete(id);
        this.watchIdle();
      };
      this.pending.set(id, {
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        progress: options.onProgress as ((event: unknown) => void) | undefined,
        request: transfer.length === 0 ? request : null,
      });
      signal?.addEventListener('abort', onAbort);
      try {
        worker.postMessage(request, [...transfer]);
      } catch (error) {
        this.pending
          .get(id)
          ?.reject(new AppError('bad-input', `The arguments of ${method} cannot be sent: ${String(error)}`));
      }
    });
  }

  dispose(): void {
    this.stop();
    this.rejectAll(abortError());
  }

  private start(): WorkerPort {
    clearTimeout(this.idle);
    if (this.worker) return this.worker;
    const worker = this.spawn();
    this.worker = worker;
    worker.addEventListener('message', (event) => {
      if (this.worker === worker) this.receive(worker, (event as MessageEvent<Reply>).data);
    });
    worker.addEventListener('error', (event) => this.die(worker, (event as ErrorEvent).message));
    worker.addEventListener('messageerror', () => this.die(worker, 'a message could not be read'));
    this.watchBeginning(worker);
    return worker;
  }

  /** Browsers were seen to lose a worker's script on its way, without an event: nobody would ever answer. */
  private watchBeginning(worker: WorkerPort): void {
    clearTimeout(this.silence);
    if (this.again) return;
    this.silence = setTimeout(() => {
      if (this.worker !== worker) return;
      this.stop();
      this.again = true;
      const next = this.start();
      for (const { request, reject } of [...this.pending.values()]) {
        if (request) next.postMessage(request, []);
        else reject(stopped('it never began'));
      }
    }, this.policy.beginMs ?? BEGIN_MS);
  }

  private receive(worker: WorkerPort, reply: Reply): void {
    clearTimeout(this.silence);
    this.again = false;
    switch (reply.kind) {
      case 'begun':
        return;
      case 'hello':
        void globalThis.navigator?.locks?.request(reply.lock, () => this.die(worker, 'it ended by itself'));
        return;
      case 'progress':
        this.pending.get(reply.id)?.progress?.(reply.event);
        return;
      case 'ok':
        this.pending.get(reply.id)?.resolve(reply.result);
        return;
      case 'error':
        this.pending.get(reply.id)?.reject(unpackError(reply.error));
        return;
      default:
        reply satisfies never;
    }
  }

  private abort(id: number): void {
    const call = this.pending.get(id);
    if (!call) return;
    if (this.policy.abort === 'terminate') {
      this.stop();
      call.reject(abortError());
      this.rejectAll(abortError());
      return;
    }
    this.worker?.postMessage({ kind: 'abort', id } satisfies Request, []);
  }

  private die(worker: WorkerPort, why: string): void {
    if (this.worker !== worker) return;
    this.stop();
    const error = stopped(why);
    this.policy.onDeath?.(error);
    this.rejectAll(error);
  }

  private stop(): void {
    clearTimeout(this.idle);
    clearTimeout(this.silence);
    this.worker?.terminate();
    this.worker = null;
  }

  private rejectAll(error: Error): void {
    for (const call of [...this.pending.values()]) call.reject(error);
  }

  private watchIdle(): void {
    clearTimeout(this.idle);
    if (this.policy.idleMs === undefined || this.pending.size > 0 || !this.worker) return;
    this.idle = setTimeout(() => this.stop(), this.policy.idleMs);
  }
}

function stopped(why: string): AppError {
  return new AppError(
    'bug',
    `A worker stopped: ${why || 'it could not be loaded'}.`,
    'Try again; your drawing is kept.',
  );
}
