// Writes safetensors files for tests. No production code imports it.
import type { StoredDType } from '../weights/types.ts';

export interface WrittenTensor {
  readonly key: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array | Float64Array | BigInt64Array | Int32Array | Uint8Array;
  /** Default by the array: F32, F16, F64, I64, I32, U8. */
  readonly dtype?: StoredDType;
}

const DTYPES: Readonly<Record<string, StoredDType>> = {
  Float32Array: 'F32', Uint16Array: 'F16', Float64Array: 'F64', BigInt64Array: 'I64', Int32Array: 'I32', Uint8Array: 'U8',
}; // prettier-ignore

/** The bytes of a safetensors file with these tensors in this order. */
export function writeSafetensors(
  tensors: readonly WrittenTensor[],
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ key, shape, data, dtype }) => {
    const begin = end;
    end += data.byteLength;
    return [key, { dtype: dtype ?? DTYPES[data.constructor.name], shape, data_offsets: [begin, end] }] as const;
  });
  const json = new TextEncoder().encode(
    JSON.stringify({ ...(metadata && { __metadata__: metadata }), ...Object.fromEntries(entries) }),
  );
  const file = new Uint8Array(8 + json.length + end);
  new DataView(file.buffer).setUint32(0, json.length, true);
  file.set(json, 8);
  tensors.forEach(({ data }, index) => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    file.set(bytes, 8 + json.length + entries[index][1].data_offsets[0]);
  });
  return file;
}
