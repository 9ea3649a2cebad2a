// LoRA files laid over a model: reading a weight gives the base with every file's change added. `lora/` has a file a kind.
import { fitLora, floatsOf, type LoraFit, type LoraStrength } from './lora/fit.ts';
import type { TensorReader } from './types.ts';

export { isLora } from './lora/parts.ts';
export type { LoraFit, LoraStrength } from './lora/fit.ts';

export interface LoraReader extends TensorReader {
  /** What the file holds beside its changes. */
  readonly fit: LoraFit;
}

/**
 * `base` with a LoRA added; changed tensors read as float32.
 * @param base keys as `<component>/<name>`: `unet/...` and `text_encoder/...` are changed, all others passed on
 * @param strength 1 as trained; may be negative; one for both, or one each
 * @throws AppError `bad-model` naming the tensor when the LoRA does not fit the model
 */
export function loraReader(base: TensorReader, lora: TensorReader, strength: number | LoraStrength): LoraReader {
  const fit = fitLora(base, lora);
  const { unet, text } = typeof strength === 'number' ? { unet: strength, text: strength } : strength;
  return {
    fit,
    keys: () => base.keys(),
    info(key) {
      const info = base.info(key);
      return info && fit.changes.has(key) ? { dtype: 'F32', shape: info.shape } : info;
    },
    read(key) {
      const change = fit.changes.get(key);
      if (!change) return base.read(key);
      const weight = { shape: base.info(key)?.shape ?? [], data: floatsOf(base, key) };
      change(weight, key.startsWith('unet/') ? unet : text);
      const { buffer, byteOffset, byteLength } = weight.data;
      return new Uint8Array(buffer, byteOffset, byteLength);
    },
    close() {
      base.close();
      lora.close();
    },
  };
}
