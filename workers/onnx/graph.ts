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
  /** Turn 3x3 kernels [out,in,3,3] into another form. */
  readonly kernels?: KernelForm;
}

/**
 * What 3x3 kernels can be stored as (made by weights/kernels.ts):
 * - `quarter..`: one of the four 2x2 kernels [out,in,2,2] that they are after nearest-neighbour doubling: row, column
 * - `taps`: the matrix [9*in,out] that a patch of 3x3 pixels, each with all its channels, is multiplied by
 * - `winograd`: [6*out,in,1,3], their columns transformed for F(4,3)
 * - `winograd0` to `winograd5`: a sixth of that as a matrix [3*in,out]
 */
export type KernelForm = `quarter${0 | 1}${0 | 1}` | 'taps' | 'winograd' | `winograd${0 | 1 | 2 | 3 | 4 | 5}`;

/** A part's shape after what is done to it. */
export function shapeOf({ shape, transpose, kernels }: WeightPart): readonly number[] {
  const [out = 0, input = 0] = shape;
  if (kernels === 'taps') return [9 * input, out];
  if (kernels === 'winograd') return [6 * out, input, 1, 3];
  if (kernels?.startsWith('winograd')) return [3 * input, out];
  if (kernels) return [out, input, 2, 2];
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
  /** Spell attention out: the adapter's fused kernel gives wrong answers (see attentionProbe.ts). */
  readonly plainAttention?: boolean;
}
