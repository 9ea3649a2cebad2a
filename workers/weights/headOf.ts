// The tensors of a safetensors file of which only the beginning has arrived. Knows no download; trusts nothing.
import { STORED_BYTES } from './safetensors.ts';
import type { StoredDType, TensorInfo, Tensors } from './types.ts';

/** Names and shapes of any model that is drawn with here take less; what says more is left to the whole file's reader. */
const MAX_HEADER_BYTES = 32 << 20;
const PREFIX_BYTES = 8;

export interface Arrived {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

export interface Head extends Tensors {
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Names, types and shapes; 'later' while the header has not arrived as a whole, 'unknown' where there is none that could be
 * read: whoever opens the whole file says what is wrong with it.
 */
export function headOf(arrived: Arrived): Head | 'later' | 'unknown' {
  if (arrived.size < PREFIX_BYTES) return 'later';
  const prefix = arrived.read(0, PREFIX_BYTES);
  const view = new DataView(prefix.buffer, prefix.byteOffset, PREFIX_BYTES);
  const length = view.getUint32(0, true);
  if (view.getUint32(4, true) !== 0 || length < 2 || length > MAX_HEADER_BYTES) return 'unknown';
  if (arrived.size < PREFIX_BYTES + length) return 'later';
  const tensors = new Map<string, TensorInfo>();
  const metadata: Record<string, string> = {};
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(arrived.read(PREFIX_BYTES, length)));
    for (const [name, value] of Object.entries(json as object) as readonly (readonly [string, unknown])[]) {
      if (name === '__metadata__') {
        for (const [key, said] of Object.entries(value as object)) metadata[key] = String(said);
        continue;
      }
      const { dtype, shape } = (value ?? {}) as { readonly dtype?: unknown; readonly shape?: unknown };
      if (typeof dtype !== 'string' || !Object.hasOwn(STORED_BYTES, dtype) || !Array.isArray(shape)) return 'unknown';
      tensors.set(name, { dtype: dtype as StoredDType, shape: shape as readonly number[] });
    }
  } catch {
    return 'unknown';
  }
  const keys = [...tensors.keys()];
  return { keys: () => keys, info: (key) => tensors.get(key), metadata };
}
