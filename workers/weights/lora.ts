// LoRA files laid over a model: reading a weight gives base + scale * alpha / rank * up @ down. Linear and convolution.
// Reads kohya's names (`lora_unet_down_blocks_0_...`) and those of diffusers and peft (`unet.down_blocks.0...`).
import { AppError } from '../errors.ts';
import { toFloats } from './convert.ts';
import type { TensorReader } from './types.ts';

/** The three tensors of one changed layer, by their keys in the LoRA file. */
interface Update {
  readonly down: string;
  readonly up: string;
  readonly alpha?: string;
}

/** How files name the two matrices and alpha, after the layer's path. */
const PARTS: readonly (readonly [RegExp, keyof Update])[] = [
  [/\.alpha$/, 'alpha'],
  [/(\.lora_A(\.default)?|\.lora_down|\.lora\.down|_lora\.down|\.lora_linear_layer\.down|\.down)\.weight$/, 'down'],
  [/(\.lora_B(\.default)?|\.lora_up|\.lora\.up|_lora\.up|\.lora_linear_layer\.up|\.up)\.weight$/, 'up'],
];

/**
 * `base` with a LoRA added; changed tensors read as float32.
 * @param base keys as `<component>/<name>`: `unet/...` and `text_encoder/...` are changed, all others passed on
 * @param scale strength, 1 as trained; may be negative
 * @throws AppError `bad-model` naming the tensor when the LoRA does not fit the model, `unsupported` for LoHa, LoKr, DoRA ...
 */
export function loraReader(base: TensorReader, lora: TensorReader, scale: number): TensorReader {
  const updates = matchUpdates(base, lora);
  return {
    keys: () => base.keys(),
    info(key) {
      const info = base.info(key);
      return info && updates.has(key) ? { dtype: 'F32', shape: info.shape } : info;
    },
    read(key) {
      const update = updates.get(key);
      return update ? merged(base, lora, key, update, scale) : base.read(key);
    },
    close() {
      base.close();
      lora.close();
    },
  };
}

/** Weight of the base model -> its update. */
function matchUpdates(base: TensorReader, lora: TensorReader): ReadonlyMap<string, Update> {
  const byName = new Map<string, Partial<Update>>();
  for (const key of lora.keys()) {
    const part = PARTS.find(([pattern]) => pattern.test(key));
    if (!part)
      throw new AppError(
        'unsupported',
        `LoRA tensor '${key}' is of a kind that cannot be read`,
        'Choose a plain LoRA file.',
      );
    const name = layerName(key.replace(part[0], ''));
    byName.set(name, { ...byName.get(name), [part[1]]: key });
  }
  const updates = new Map<string, Update>();
  for (const key of base.keys()) {
    if (!/^(unet|text_encoder)\/.*\.weight$/.test(key)) continue;
    const name = layerName(key.replace('/', '.').replace(/\.weight$/, ''));
    const update = byName.get(name);
    if (!update) continue;
    byName.delete(name);
    const { down, up } = update;
    if (down === undefined || up === undefined) throw misfit(lora, update, 'lacks its other half');
    checkShapes(base, lora, key, { ...update, down, up });
    updates.set(key, { ...update, down, up });
  }
  const [stray] = byName.values();
  if (stray) throw misfit(lora, stray, 'has no layer in this model');
  return updates;
}

/** One spelling for a layer, whoever names it: kohya's, which writes `_` for `.`. */
function layerName(path: string): string {
  return path
    .replace(/^lora_unet_/, 'unet.')
    .replace(/^lora_te1?_/, 'text_encoder.')
    .replace(/^(down_blocks|mid_block|up_blocks)\b/, 'unet.$1')
    .replace('.processor.', '.') // diffusers before 0.22, which also wrote `to_out` for `to_out.0` ...
    .replace(/(self_attn\.)to_(q|k|v|out)$/, '$1$2_proj') // ... and the UNet's names in the text encoder
    .replace(/\.to_out$/, '.to_out.0')
    .replaceAll('.', '_');
}

function misfit(lora: TensorReader, { down, up, alpha }: Partial<Update>, what: string): AppError {
  const key = down ?? up ?? alpha ?? lora.keys()[0];
  return new AppError('bad-model', `LoRA tensor '${key}' ${what}`, 'Was the LoRA made for this model?');
}

function checkShapes(base: TensorReader, lora: TensorReader, key: string, { down, up }: Update): void {
  const [out, ...inner] = base.info(key)?.shape ?? [];
  const downShape = lora.info(down)?.shape ?? [];
  const upShape = lora.info(up)?.shape ?? [];
  const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);
  const [rank] = downShape;
  if (size(downShape.slice(1)) !== size(inner) || upShape[0] !== out || size(upShape.slice(1)) !== rank) {
    throw new AppError(
      'bad-model',
      `LoRA tensors '${down}' [${downShape.join()}] and '${up}' [${upShape.join()}] do not fit ${key} [${[out, ...inner].join()}]`,
      'Was the LoRA made for this model?',
    );
  }
}

/** The changed tensor's bytes as float32. For a convolution, down is [rank, in, k, k] and up [out, rank, 1, 1]: the same product. */
function merged(
  base: TensorReader,
  lora: TensorReader,
  key: string,
  { down, up, alpha }: Update,
  scale: number,
): Uint8Array {
  const downs = floatsOf(lora, down).slice();
  const ups = floatsOf(lora, up).slice();
  const rank = lora.info(down)?.shape[0] ?? 1;
  const factor = scale * (alpha === undefined ? 1 : floatsOf(lora, alpha)[0] / rank);
  const sum = floatsOf(base, key).slice();
  const width = downs.length / rank;
  for (let row = 0; row < ups.length / rank; row++) {
    const line = sum.subarray(row * width, (row + 1) * width);
    for (let r = 0; r < rank; r++) {
      const weight = ups[row * rank + r] * factor;
      for (let i = 0; i < width; i++) line[i] += weight * downs[r * width + i];
    }
  }
  return new Uint8Array(sum.buffer);
}

function floatsOf(reader: TensorReader, key: string): Float32Array {
  const dtype = reader.info(key)?.dtype ?? 'F32';
  const floats = toFloats(reader.read(key), dtype);
  if (!floats) throw new AppError('bad-model', `tensor '${key}' is stored as ${dtype}, not as floats`);
  return floats;
}
