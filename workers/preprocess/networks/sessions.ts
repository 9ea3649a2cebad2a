// Runs networks: the runtime is loaded once, a session is kept for each network and size that was used last.
// Nothing is freed by a clock here: the page stops an idle worker, and everything goes with it.
import { AppError } from '../../errors.ts';
import type { BuiltGraph, Target } from '../../onnx/graph.ts';
import { chooseBackend, readHardware } from '../../runtime/device.ts';
import { loadOrt } from '../../runtime/ort.ts';
import { createRuntime } from '../../runtime/session.ts';
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

let runtime: { readonly key: string; readonly made: Promise<Runtime> } | undefined;
const sessions = new Map<string, Promise<Session>>();

/** The outputs of the network for a picture of these sides. */
export async function runNetwork(
  network: Network,
  sides: Sides,
  inputs: Readonly<Record<string, Tensor>>,
  context: RunContext,
): Promise<Readonly<Record<string, HostTensor>>> {
  const session = await sessionFor(network, sides, context);
  context.signal.throwIfAborted();
  context.progress({ stage: 'run', loadedBytes: 0, totalBytes: 0 });
  try {
    return (await session.run(inputs)) as Record<string, HostTensor>;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'device-lost' || error.code === 'out-of-memory'))
      await forgetAll();
    throw error;
  }
}

async function sessionFor(network: Network, sides: Sides, context: RunContext): Promise<Session> {
  const host = await runtimeFor(context.options);
  const key = `${network.id} ${sides.height}x${sides.width}`;
  const kept = sessions.get(key);
  if (kept) {
    sessions.delete(key); // and in again below: the one used last is the last to go
    sessions.set(key, kept);
    return kept;
  }
  for (const [old, session] of [...sessions].slice(0, Math.max(0, sessions.size - KEPT + 1))) {
    sessions.delete(old);
    await (await session).release();
  }
  const made = createSession(host, network, sides, context);
  sessions.set(key, made);
  made.catch(() => sessions.delete(key));
  return made;
}

async function createSession(host: Runtime, network: Network, sides: Sides, context: RunContext): Promise<Session> {
  const { graph, weights } = await network.load(context);
  try {
    const { kind, precision } = host.info;
    const target: Target = { backend: kind === 'webgpu' ? 'webgpu' : 'wasm', precision };
    return await host.create(graph({ ...sides, target }), weights, {
      signal: context.signal,
      onBytes: (loadedBytes, totalBytes) => context.progress({ stage: 'load', loadedBytes, totalBytes }),
    });
  } finally {
    weights.close();
  }
}

async function runtimeFor(options: PreprocessOptions): Promise<Runtime> {
  const key = JSON.stringify([options.backend, options.precision, options.assets]);
  if (runtime?.key !== key) {
    await forgetAll();
    runtime = { key, made: createFor(options) };
    runtime.made.catch(() => (runtime = undefined));
  }
  return runtime.made;
}

async function createFor(options: PreprocessOptions): Promise<Runtime> {
  const info = chooseBackend(options, await readHardware());
  return createRuntime(await loadOrt(info, options.assets), info);
}

async function forgetAll(): Promise<void> {
  runtime = undefined;
  const open = [...sessions.values()];
  sessions.clear();
  await Promise.allSettled(open.map(async (session) => (await session).release()));
}
