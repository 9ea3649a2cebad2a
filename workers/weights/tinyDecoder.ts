// A small autoencoder for previews (TAESD) that is a file of its own: its tensors under diffusers' names, its config out of their shapes.
import { AppError } from '../errors.ts';
import type { DescribedReader } from './reader.ts';
import { recognise } from './recognise.ts';
import { renamedReader } from './renamed.ts';
import type { TensorReader, Tensors } from './types.ts';

const LAYERS = 'decoder.layers.';

/**
 * The decoder's tensors, as `decoder.layers.<n>...`. `file` is owned, and closed where it is something else.
 * @throws AppError `unsupported`
 */
export function tinyDecoderReader(file: DescribedReader, name: string): TensorReader {
  const found = recognise(file, file.metadata);
  if (found.kind !== 'preview') {
    file.close();
    throw new AppError('unsupported', `${name} is not a small autoencoder for previews.`, 'Choose another file.');
  }
  const names = new Map<string, string>();
  for (const key of file.keys()) {
    const [, layer, rest] = /^(\d+)(\..+)$/.exec(key.slice(found.prefix.length)) ?? [];
    // The author's own file counts the clamp before the first convolution as a layer; diffusers has it outside.
    if (key.startsWith(found.prefix) && rest !== undefined)
      names.set(`${LAYERS}${Number(layer) - found.before}${rest}`, key);
  }
  return renamedReader(file, names, () => file.close());
}

/** `AutoencoderTiny`'s config.json, as far as decoding needs it; latents are taken as the UNet has them. @throws AppError `bad-model` */
export function tinyDecoderConfig({ keys, info }: Tensors): Record<string, unknown> {
  const layers = new Map<number, 'block' | 'convolution'>();
  for (const key of keys()) {
    const [, layer, block] = /^decoder\.layers\.(\d+)\.(conv\.)?/.exec(key) ?? [];
    if (layer !== undefined) layers.set(Number(layer), block ? 'block' : 'convolution');
  }
  const [, ...rest] = [...layers].sort(([a], [b]) => a - b).map(([, kind]) => kind);
  const blocks = [0];
  for (const kind of rest)
    if (kind === 'block') blocks[blocks.length - 1] = (blocks.at(-1) ?? 0) + 1;
    else blocks.push(0);
  blocks.pop(); // behind the last convolution there is nothing
  const [width = 0, latent = 0] = info(`${LAYERS}0.weight`)?.shape ?? [];
  if (blocks.length === 0 || width === 0 || latent === 0)
    throw new AppError('bad-model', `tensor '${LAYERS}0.weight' is missing`, 'The file is damaged or incomplete.');
  const widths = blocks.map(() => width);
  return {
    _class_name: 'AutoencoderTiny',
    latent_channels: latent,
    decoder_block_out_channels: widths,
    encoder_block_out_channels: widths,
    num_decoder_blocks: blocks,
    num_encoder_blocks: blocks,
    scaling_factor: 1,
  };
}
