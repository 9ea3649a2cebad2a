// A Control-LoRA laid over the UNet that it steers: each layer is the UNet's own plus up @ down, or whole where the file has it.
// The format is ComfyUI's: `<layer>.up` and `<layer>.down` without alpha, the marker `lora_controlnet`.
import { AppError } from '../errors.ts';
import { toFloats } from './convert.ts';
import type { Renamed } from './ldm/blocks.ts';
import { Scratch } from './scratch.ts';
import type { StoredDType, TensorInfo, TensorReader } from './types.ts';

/**
 * @param lora the file; the reader owns it
 * @param names diffusers' name of each of its tensors -> its own (`.up`, `.down` among them)
 * @param base the UNet under diffusers' names; stays open
 * @returns a ControlNet's tensors; merged ones read as float32
 * @throws AppError `bad-model` naming the tensor when the file was made for another model
 */
export function controlLoraReader(lora: TensorReader, names: Renamed, base: TensorReader): TensorReader {
  const layers = new Set<string>();
  for (const key of names.keys()) if (/\.(up|down)$/.test(key)) layers.add(key.replace(/\.(up|down)$/, ''));
  for (const layer of layers) checkLayer(lora, names, base, layer);
  const own = [...names.keys()].filter((key) => !/\.(up|down)$/.test(key));
  const borrowed = base.keys().filter((key) => isEncoder(key) && !names.has(key));
  const keys = [...new Set([...own, ...borrowed])];
  const scratch = new Scratch();
  let last: (Halves & { readonly layer: string }) | null = null;
  const halvesOf = (layer: string): Halves => {
    if (last?.layer === layer) return last;
    const [up, down] = [names.get(`${layer}.up`) ?? '', names.get(`${layer}.down`) ?? ''];
    const ups = kept(floats(lora.read(up), lora.info(up)?.dtype, up, scratch), 'ups', scratch);
    const downs = kept(floats(lora.read(down), lora.info(down)?.dtype, down, scratch), 'downs', scratch);
    last = { layer, ups, downs, rank: lora.info(down)?.shape[0] ?? 1 };
    return last;
  };
  const layerOf = (key: string): string | null => {
    const layer = key.replace(/\.weight$/, '');
    return layer !== key && layers.has(layer) ? layer : null;
  };
  return {
    keys: () => keys,
    info(key): TensorInfo | undefined {
      const shape = base.info(key)?.shape;
      if (shape && layerOf(key) !== null) return { dtype: 'F32', shape };
      const stored = names.get(key);
      if (stored !== undefined) return lora.info(stored);
      return isEncoder(key) ? base.info(key) : undefined;
    },
    read(key) {
      const layer = layerOf(key);
      if (layer !== null) return merged(halvesOf(layer), base.read(key), base.info(key)?.dtype, key, scratch);
      const stored = names.get(key);
      return stored === undefined ? base.read(key) : lora.read(stored);
    },
    rows(key, first, end) {
      const layer = layerOf(key);
      const stored = names.get(key);
      if (layer === null) return stored === undefined ? base.rows?.(key, first, end) : lora.rows?.(stored, first, end);
      const halves = halvesOf(layer);
      const own = base.rows?.(key, first, end);
      const ups = halves.ups.subarray(first * halves.rank, end * halves.rank);
      return own && merged({ ...halves, ups }, own, base.info(key)?.dtype, key, scratch);
    },
    close() {
      scratch.clear();
      lora.close();
    },
  };
}

/** What a ControlNet has of a UNet. */
const isEncoder = (key: string): boolean => /^(conv_in|time_embedding|down_blocks|mid_block)\./.test(key);

const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

function checkLayer(lora: TensorReader, names: Renamed, base: TensorReader, layer: string): void {
  const [out, ...inner] = base.info(`${layer}.weight`)?.shape ?? [];
  const up = lora.info(names.get(`${layer}.up`) ?? '')?.shape ?? [];
  const down = lora.info(names.get(`${layer}.down`) ?? '')?.shape ?? [];
  if (out !== undefined && up[0] === out && size(up.slice(1)) === down[0] && size(down.slice(1)) === size(inner))
    return;
  throw new AppError(
    'bad-model',
    `Control-LoRA layer '${layer}' does not fit this model`,
    'Is it for the same Stable Diffusion as the model in use?',
  );
}

/** What is added to a layer: ups [rows, rank] @ downs [rank, columns]. */
interface Halves {
  readonly ups: Float32Array;
  readonly downs: Float32Array;
  readonly rank: number;
}

/** `own`, the UNet's weight or some rows of it, with the halves' product added, as float32 bytes; valid until the next call of either reader. */
function merged(
  { ups, downs, rank }: Halves,
  own: Uint8Array,
  dtype: StoredDType | undefined,
  key: string,
  scratch: Scratch,
): Uint8Array {
  const stored = floats(own, dtype, key, scratch);
  // Halves were cast into memory of our own, which may be changed; a second copy of the largest layer is 50 MB.
  const sum = dtype === 'F32' ? kept(stored, 'sum', scratch) : stored;
  const width = downs.length / rank;
  for (let row = 0; row < ups.length / rank; row++) {
    const line = sum.subarray(row * width, (row + 1) * width);
    for (let r = 0; r < rank; r++) {
      const factor = ups[row * rank + r];
      const from = r * width;
      for (let i = 0; i < width; i++) line[i] += factor * downs[from + i];
    }
  }
  return new Uint8Array(sum.buffer, sum.byteOffset, sum.byteLength);
}

/** A tensor's values; valid until the next call. */
function floats(bytes: Uint8Array, dtype: StoredDType | undefined, key: string, scratch: Scratch): Float32Array {
  const values = toFloats(bytes, dtype ?? 'F32', scratch);
  if (!values) throw new AppError('bad-model', `tensor '${key}' is stored as ${dtype ?? 'nothing'}, not as floats`);
  return values;
}

/** A copy in a slot of `scratch`. */
function kept(values: Float32Array, slot: string, scratch: Scratch): Float32Array {
  const own = scratch.take(slot, Float32Array, values.length);
  own.set(values);
  return own;
}
