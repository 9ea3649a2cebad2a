// Runs networks: the runtime is loaded once, a session is kept for each network and size that was used last.
// Nothing is freed by a clock here: the page stops an idle worker, and everything goes with it.
import { AppError } from '../../errors.ts';
import type { BuiltGraph, Target } from '../../onnx/graph.ts';
import { chooseBackend, readHardware } from '../../runtime/device.ts';
import { loadOrt } from '../../runtime/ort.ts';
import { createRuntime } from '../../runtime/session.ts';
import { chooseTarget } from '../../runtime/target.ts';
import type { HostTensor, Runtime, Session, Tensor } from '../../runtime/types.ts';
import type { TensorReader } from '../../weights/types.ts';
import type { PreprocessOptions, RunContext } from '../types.ts';

export interface Sides {
  readonly height: number;
  readonly width: number;
}

export interface Network {
  /** Names it among the kept sessions. */
  readonly id: string;
  /** Fetches what is needed; called only where no session is kept. */
  readonly load: (context: RunContext) => Promise<LoadedNetwork>;
}

export interface LoadedNetwork {
  readonly graph: (options: Sides & { readonly target: Target }) => BuiltGraph;
  /** Closed when the session has been made. */
  readonly weights: TensorReader;
}

/** A picture's map is often asked for at two sizes in turn (a preview and the real one). */
const KEPT = 2;

/** A runtime, and the form of graph that its device gets right. */
export interface Host {
  readonly runtime: Runtime;
  readonly target: Target;
}

/** The sessions of one worker, over the runtime that `start` makes. */
export class NetworkSessions {
  private readonly start: (options: PreprocessOptions) => Promise<Host>;
  private host: { readonly key: string; readonly made: Promise<Host> } | undefined;
  private readonly sessions = new Map<string, Promise<Session>>();

  constructor(start: (options: PreprocessOptions) => Promise<Host>) {
    this.start = start;
  }

  /** As `runNetwork`. */
  async run(
    network: Network,
    sides: Sides,
    inputs: Readonly<Record<string, Tensor>>,
    context: RunContext,
  ): Promise<Readonly<Record<string, HostTensor>>> {
    const session = await this.sessionFor(network, sides, context);
    context.signal.throwIfAborted();
    context.progress({ stage: 'run', loadedBytes: 0, totalBytes: 0 });
    try {
      return (await session.run(inputs)) as Record<string, HostTensor>;
    } catch (error) {
      if (error instanceof AppError && (error.code === 'device-lost' || error.code === 'out-of-memory'))
        await this.forgetAll();
      throw error;
    }
  }

  private async sessionFor(network: Network, sides: Sides, context: RunContext): Promise<Session> {
    const host = await this.hostFor(context.options);
    const key = `${network.id} ${sides.height}x${sides.width}`;
    const kept = this.sessions.get(key);
    if (kept) {
      this.sessions.delete(key); // and in again below: the one used last is the last to go
      this.sessions.set(key, kept);
      return kept;
    }
    await this.releaseOldest(Math.max(0, this.sessions.size - KEPT + 1));
    const made = createSession(host, network, sides, context);
    this.sessions.set(key, made);
    made.catch(() => this.sessions.delete(key));
    return made;
  }

  private async releaseOldest(count: number): Promise<void> {
    for (const [old, session] of [...this.sessions].slice(0, count)) {
      this.sessions.delete(old);
      await (await session).release();
    }
  }

  private async hostFor(options: PreprocessOptions): Promise<Host> {
    const key = JSON.stringify([options.backend, options.precision, options.assets]);
    if (this.host?.key !== key) {
      await this.forgetAll();
      this.host = { key, made: this.start(options) };
      this.host.made.catch(() => (this.host = undefined));
    }
    return this.host.made;
  }

  private async forgetAll(): Promise<void> {
    this.host = undefined;
    const open = [...this.sessions.values()];
    this.sessions.clear();
    await Promise.allSettled(open.map(async (session) => (await session).release()));
  }
}

async function createSession(
  { runtime, target }: Host,
  network: Network,
  sides: Sides,
  context: RunContext,
): Promise<Session> {
  const { graph, weights } = await network.load(context);
  try {
    return await runtime.create(graph({ ...sides, target }), weights, {
      signal: context.signal,
      onBytes: (loadedBytes, totalBytes) => context.progress({ stage: 'load', loadedBytes, totalBytes }),
    });
  } finally {
    weights.close();
  }
}

async function startHost(options: PreprocessOptions): Promise<Host> {
  const info = chooseBackend(options, await readHardware());
  const runtime = createRuntime(await loadOrt(info, options.assets), info);
  return { runtime, target: await chooseTarget(runtime) };
}

const ofThisWorker = new NetworkSessions(startHost);

/** The outputs of the network for a picture of these sides. */
export function runNetwork(
  network: Network,
  sides: Sides,
  inputs: Readonly<Record<string, Tensor>>,
  context: RunContext,
): Promise<Readonly<Record<string, HostTensor>>> {
  return ofThisWorker.run(network, sides, inputs, context);
}
