// What the rest of the machine knows of weights: named tensors that can be read one at a time. Types only.

/** Element types that checkpoints use (safetensors' names). */
export type StoredDType =
  'F64' | 'F32' | 'F16' | 'BF16' | 'F8_E4M3' | 'F8_E5M2' | 'I64' | 'I32' | 'I16' | 'I8' | 'U8' | 'BOOL';

export interface TensorInfo {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
}

/** Random access to named tensors, synchronous because ORT asks for external data synchronously. */
export interface TensorReader {
  /** What the file says of itself (safetensors' `__metadata__`). */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Names of all tensors, in file order. */
  keys(): readonly string[];
  /** undefined when there is no such tensor. */
  info(key: string): TensorInfo | undefined;
  /** The tensor's bytes as stored (little endian, C order). Throws AppError `bad-model`. The view is valid until the next call. */
  read(key: string): Uint8Array;
  /**
   * Rows `first` to `end` (of axis 0) as `read` has them, for whoever works on one piece after another: a large tensor need not be in
   * memory as a whole. undefined where only `read` will do. Throws as `read`. The view is valid until the next call.
   */
  rows?(key: string, first: number, end: number): Uint8Array | undefined;
  /** Frees file handles; further reads throw. */
  close(): void;
}

/** What of a file can be known before its numbers are read. */
export interface Tensors {
  readonly keys: () => readonly string[];
  readonly info: (key: string) => TensorInfo | undefined;
}

/** The readable files of one pack folder (diffusers layout); paths are relative, '/'-separated. */
export interface PackFiles {
  /** A short name for messages ("inkling-mini"). */
  readonly name: string;
  /** True when the file exists. */
  has(path: string): Promise<boolean>;
  /** Whole small file as text. Throws AppError `bad-model` when missing. */
  text(path: string): Promise<string>;
  /** Opens a `.safetensors` file (or a sharded `*.safetensors.index.json`) for reading. */
  tensors(path: string): Promise<TensorReader>;
}

/** A pack that lies on this device. */
export interface StoredPack {
  /** For `deleteStoredPack`. */
  readonly id: string;
  /** The folder URL that it came from. */
  readonly url: string;
  /** On disk, half-downloaded files included. */
  readonly bytes: number;
  /** False while a download is unfinished. */
  readonly complete: boolean;
}
