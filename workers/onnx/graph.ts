// An ONNX graph as plain data: what the builder makes, the encoder writes and the runtime loads.

export type DType = 'float32' | 'float16' | 'int32' | 'int64' | 'bool';

/** A tensor in the graph; its shape is static and known while building. */
export interface Value {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** One stored tensor that goes into a weight. */
export interface WeightPart {
  /** Name in the TensorReader, e.g. `unet/conv_in.weight`. */
  readonly key: string;
  /** Shape as stored; checked against the file. */
  readonly shape: readonly number[];
  /** Swap the two axes of a matrix: PyTorch's [out, in] to MatMul's [in, out]. */
  readonly transpose?: boolean;
  /** Multiplied into the values. */
  readonly scale?: number;
  /** One of the four 2x2 kernels [out,in,2,2] that a 3x3 kernel [out,in,3,3] is after nearest-neighbour doubling: row, column. */
  readonly quarter?: readonly [0 | 1, 0 | 1];
}

/** A part's shape after what is done to it. */
export function shapeOf({ shape, transpose, quarter }: WeightPart): readonly number[] {
  const [out = 0, input = 0] = shape;
  if (quarter) return [out, input, 2, 2];
  return transpose ? [input, out] : shape;
}

/** A weight: its parts, each transposed if asked, joined along `axis`, cast to `dtype`. Lives in the virtual weight file. */
export interface Weight extends Value {
  readonly parts: readonly WeightPart[];
  readonly axis: number;
}

/** A small constant kept inside the model file; float16 as Uint16Array of its bits. */
export interface Constant extends Value {
  readonly data: Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;
}

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly graph: BuiltGraph };

export interface Node {
  readonly name: string;
  readonly op: string;
  /** '' for ONNX's own operators, else e.g. 'com.microsoft'. */
  readonly domain: string;
  /** '' stands for an absent optional input. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface BuiltGraph {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly Node[];
  readonly weights: readonly Weight[];
  readonly constants: readonly Constant[];
}

/** Where a weight lies in the virtual weight file. */
export interface WeightSlot {
  readonly weight: Weight;
  readonly offset: number;
  readonly byteLength: number;
}

/** What the encoder returns: the model's bytes, which name the external file `EXTERNAL_PATH`, and that file's layout. */
export interface EncodedModel {
  readonly bytes: Uint8Array;
  readonly slots: readonly WeightSlot[];
  readonly externalBytes: number;
}

export const EXTERNAL_PATH = 'weights';

/** The form of the graph: which fused operators may be used, and the arithmetic. */
export interface Target {
  readonly backend: 'webgpu' | 'wasm';
  readonly precision: 'fp16' | 'fp32';
  /** Spell attention out: the adapter's fused kernel gives wrong answers (see models/attentionProbe.ts). */
  readonly plainAttention?: boolean;
}
