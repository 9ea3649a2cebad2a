// A Runtime that computes nothing: zeros of the right shape, at once. For tests of everything above it, anywhere.
import type { BuiltGraph, DType } from '../onnx/graph.ts';
import type { DeviceTensor, HostTensor, Runtime, Session, Tensor } from './types.ts';

/** Remembers what was created and run, so that a test can ask. */
export interface NullRuntime extends Runtime {
  readonly log: string[];
  /** Tensors that nobody has disposed of yet. */
  readonly held: Set<DeviceTensor>;
}

export function createNullRuntime(): NullRuntime {
  const log: string[] = [];
  const held = new Set<DeviceTensor>();
  return {
    log,
    held,
    info: { kind: 'null', precision: 'fp32', adapter: '', reason: 'A test asked for it.', threads: 1 },
    create(graph, _weights, { keepOnDevice = [], signal } = {}) {
      signal?.throwIfAborted();
      log.push(`create ${graph.name}`);
      return Promise.resolve({
        run() {
          log.push(`run ${graph.name}`);
          return Promise.resolve(zeroOutputs(graph, keepOnDevice, held));
        },
        reread: () => Promise.resolve(false),
        release() {
          log.push(`release ${graph.name}`);
          return Promise.resolve();
        },
      });
    },
    takeRunTime: () => 0,
  };
}

/** A session of `graph` that computes nothing and holds nothing. */
export function nullSession(graph: BuiltGraph, keepOnDevice: readonly string[] = []): Session {
  return {
    run: () => Promise.resolve(zeroOutputs(graph, keepOnDevice)),
    reread: () => Promise.resolve(false),
    release: () => Promise.resolve(),
  };
}

function zeroOutputs(
  graph: BuiltGraph,
  keepOnDevice: readonly string[],
  held = new Set<DeviceTensor>(),
): Record<string, Tensor> {
  const outputs = graph.outputs.map(({ name, dtype, shape }): [string, Tensor] => {
    const size = shape.reduce((a, b) => a * b, 1);
    const host: HostTensor = { dtype, shape, data: zeros(dtype, size) };
    return [name, keepOnDevice.includes(name) ? deviceTensor(host, held) : host];
  });
  return Object.fromEntries(outputs);
}

function deviceTensor(host: HostTensor, held: Set<DeviceTensor>): DeviceTensor {
  const tensor: DeviceTensor = {
    dtype: host.dtype,
    shape: host.shape,
    read: () => Promise.resolve(host),
    dispose: () => void held.delete(tensor),
  };
  held.add(tensor);
  return tensor;
}

function zeros(dtype: DType, size: number): HostTensor['data'] {
  switch (dtype) {
    case 'float32':
      return new Float32Array(size);
    case 'float16':
      return new Uint16Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'int64':
      return new BigInt64Array(size);
    case 'bool':
      return new Uint8Array(size);
  }
}
