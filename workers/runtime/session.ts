// A Runtime on onnxruntime-web: sessions from built graphs, tensors that may stay on the GPU.
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web';
import { AppError, toAppError } from '../errors.ts';
import { encodeModel } from '../onnx/encode.ts';
import { type BuiltGraph, EXTERNAL_PATH, type Value } from '../onnx/graph.ts';
import { type VirtualFile, virtualFile } from '../weights/virtualFile.ts';
import { deviceLost, type DeviceLoss, watchDevice } from './deviceLoss.ts';
import { heldBytes, type HeldWeights, holdWeights, isHeld } from './heldWeights.ts';
import type { Ort } from './ort.ts';
import type { BackendInfo, DeviceTensor, HostTensor, Runtime, Session, Tensor } from './types.ts';

/** What the sessions of a runtime share. */
interface Shared {
  readonly ort: Ort;
  readonly info: BackendInfo;
  readonly clock: { spent: number };
  readonly device: DeviceLoss;
}
type Heard = (loaded: number, total: number) => void;

/** A Runtime over a loaded library. */
export function createRuntime(ort: Ort, info: BackendInfo): Runtime {
  const clock = { spent: 0 };
  const device = watchDevice(ort, info.kind === 'webgpu');
  const shared: Shared = { ort, info, clock, device };
  return {
    info,
    async create(graph, weights, { keepOnDevice = [], signal, onBytes } = {}) {
      signal?.throwIfAborted();
      const heard: Heard = (loaded, total) => {
        signal?.throwIfAborted();
        onBytes?.(loaded, total);
      };
      const held = info.kind === 'webgpu' ? graph.weights.filter(isHeld) : [];
      const { bytes, slots, externalBytes } = encodeModel(graph, held);
      const total = externalBytes + heldBytes(held);
      const data = virtualFile(slots, externalBytes, weights, (loaded) => heard(loaded, total));
      const opening = openSession(shared, graph, bytes, data, keepOnDevice);
      const session = await device.guard(opening, `loading ${graph.name}`);
      let inputs: HeldWeights | null = null;
      try {
        await device.watch();
        signal?.throwIfAborted();
        if (held.length > 0) {
          inputs = await holdWeights(ort, held, weights);
          const writing = inputs.write(held, (loaded) => heard(externalBytes + loaded, total));
          await device.guard(writing, `loading ${graph.name}`);
        }
        return wrapSession(shared, graph, session, inputs, new Set(keepOnDevice));
      } catch (error) {
        inputs?.destroy();
        await session.release();
        throw explain(error, `loading ${graph.name}`);
      }
    },
    takeRunTime() {
      const { spent } = clock;
      clock.spent = 0;
      return spent;
    },
  };
}

async function openSession(
  { ort, info }: Shared,
  graph: BuiltGraph,
  bytes: Uint8Array,
  data: VirtualFile,
  keepOnDevice: readonly string[],
): Promise<InferenceSession> {
  const onGpu = info.kind === 'webgpu';
  const locations = Object.fromEntries(
    graph.outputs.map(({ name }) => [
      name,
      onGpu && keepOnDevice.includes(name) ? ('gpu-buffer' as const) : ('cpu' as const),
    ]),
  );
  try {
    return await ort.InferenceSession.create(bytes, {
      executionProviders: onGpu ? [{ name: 'webgpu', preferredLayout: 'NHWC' }] : ['wasm'],
      preferredOutputLocation: locations,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      ...(data.byteLength > 0 && { externalData: [{ path: EXTERNAL_PATH, data }] }),
    });
  } catch (error) {
    throw explain(data.failure ?? error, `loading ${graph.name}`); // ORT swallows what the file threw
  }
}

function wrapSession(
  { ort, info, clock, device }: Shared,
  graph: BuiltGraph,
  session: InferenceSession,
  held: HeldWeights | null,
  kept: ReadonlySet<string>,
): Session {
  let open = true;
  return {
    async run(inputs) {
      if (!open) throw new AppError('bug', `${graph.name} was run after its release.`);
      const feeds: Record<string, OrtTensor> = { ...held?.feeds };
      for (const value of graph.inputs) feeds[value.name] = feed(ort, graph.name, value, inputs[value.name]);
      const started = performance.now();
      try {
        const results = await device.guard(session.run(feeds), `running ${graph.name}`);
        return Object.fromEntries(
          graph.outputs.map((value) => {
            const tensor = results[value.name];
            return [value.name, kept.has(value.name) ? onDevice(tensor, value) : onHost(tensor, value)];
          }),
        );
      } catch (error) {
        throw explain(error, `running ${graph.name}${info.kind === 'webgpu' ? ' on the GPU' : ''}`);
      } finally {
        clock.spent += performance.now() - started;
      }
    },
    async reread(weights, signal) {
      if (!open || !weights.every(({ name }) => held?.feeds[name] !== undefined)) return false;
      const doing = `changing weights of ${graph.name}`;
      const writing = held?.write(weights, () => signal?.throwIfAborted());
      await device.guard(Promise.resolve(writing), doing).catch((error: unknown) => {
        throw explain(error, doing);
      });
      return true;
    },
    async release() {
      if (!open) return;
      open = false;
      await session.release();
      held?.destroy();
    },
  };
}

const ortTensors = new WeakMap<DeviceTensor, OrtTensor>();

function feed(ort: Ort, graph: string, wanted: Value, given: Tensor | undefined): OrtTensor {
  if (!given) throw new AppError('bug', `${graph} was run without its input ${wanted.name}.`);
  if (given.dtype !== wanted.dtype || given.shape.join() !== wanted.shape.join()) {
    throw new AppError(
      'bug',
      `${graph} wants ${wanted.name} as ${wanted.dtype}[${wanted.shape.join()}], got ${given.dtype}[${given.shape.join()}].`,
    );
  }
  if ('read' in given) {
    const tensor = ortTensors.get(given);
    if (!tensor) throw new AppError('bug', `${wanted.name} belongs to another runtime.`);
    return tensor;
  }
  return new ort.Tensor(wanted.dtype, given.data as never, [...wanted.shape]);
}

function onHost(tensor: OrtTensor, { dtype, shape }: Value): HostTensor {
  return { dtype, shape, data: tensor.data as HostTensor['data'] };
}

function onDevice(tensor: OrtTensor, { dtype, shape }: Value): DeviceTensor {
  const handle: DeviceTensor = {
    dtype,
    shape,
    read: async () => ({ dtype, shape, data: (await tensor.getData()) as HostTensor['data'] }),
    dispose: () => tensor.dispose(),
  };
  ortTensors.set(handle, tensor);
  return handle;
}

/** ORT reports everything as a plain Error or a number (a C++ exception pointer): give it a code. */
function explain(error: unknown, doing: string): Error {
  const known = toAppError(error);
  if (!(known instanceof AppError) || known.code !== 'bug') return known;
  if (typeof error === 'number')
    return new AppError(
      'out-of-memory',
      `The engine ran out of memory while ${doing}.`,
      'Choose a smaller picture or model.',
      { cause: error },
    );
  if (/device.*(lost|destroyed)|lost.*device|mapAsync|external Instance reference/i.test(known.message)) {
    return deviceLost(doing, known.message);
  }
  return new AppError('bug', `${known.message} (while ${doing})`, known.hint, { cause: error });
}
