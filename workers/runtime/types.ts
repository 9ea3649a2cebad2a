// The runtime's interface: what the pipeline needs of an inference library. Types only.
import type { BuiltGraph, DType, Weight } from '../onnx/graph.ts';
import type { TensorReader } from '../weights/types.ts';

export type BackendKind = 'webgpu' | 'wasm' | 'null';
export type Precision = 'fp16' | 'fp32';

/** What runs where, and why: shown to the user and returned by `inkling.backend()`. */
export interface BackendInfo {
  readonly kind: BackendKind;
  readonly precision: Precision;
  /** Adapter name for WebGPU, '' otherwise. */
  readonly adapter: string;
  /** One sentence: why this backend was chosen. */
  readonly reason: string;
  readonly threads: number;
}

/** Little-endian C-order data in JS memory. float16 travels as Uint16Array of its bits. */
export interface HostTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;
}

/** A tensor that stays on the device until `dispose()`. */
export interface DeviceTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Copies to JS memory. */
  read(): Promise<HostTensor>;
  dispose(): void;
}
export type Tensor = HostTensor | DeviceTensor;

export interface Session {
  /**
   * Runs the graph once. Inputs are not disposed. Outputs named in `keepOnDevice` at creation come back as
   * DeviceTensor (on WASM too, so that callers need not ask), all others as HostTensor.
   */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  /**
   * Reads these of its weights again, where it can change them; false where a new session has to. What it throws leaves
   * some of them changed: such a session is to be released. @throws as `create`
   */
  reread(weights: readonly Weight[], signal?: AbortSignal): Promise<boolean>;
  /** Frees weights and buffers. Idempotent. */
  release(): Promise<void>;
}

export interface Runtime {
  readonly info: BackendInfo;
  /** Creates a session; weights are pulled from `weights` one tensor at a time while it loads. */
  create(
    graph: BuiltGraph,
    weights: TensorReader,
    options?: {
      readonly keepOnDevice?: readonly string[];
      readonly signal?: AbortSignal;
      readonly onBytes?: (loaded: number, total: number) => void;
    },
  ): Promise<Session>;
  /** Milliseconds spent inside session runs since the last call (for bench: wall time over run time). */
  takeRunTime(): number;
}
