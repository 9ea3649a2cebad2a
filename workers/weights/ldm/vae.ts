// CompVis' (ldm) names of an autoencoder's tensors to diffusers'. Pure: names in, names out.
import type { Renamed } from './blocks.ts';
import { highest } from './highest.ts';

/** The attention of the middle block; the weights are 1x1 convolutions of the same numbers. */
const ATTENTION: Readonly<Record<string, string>> = {
  norm: 'group_norm', q: 'to_q', k: 'to_k', v: 'to_v', proj_out: 'to_out.0',
}; // prettier-ignore

/**
 * @param names the tensors of the autoencoder, without its prefix: `encoder.down.0.block.0.conv1.weight` ...
 * @returns what is known among them; others (the discriminator and the loss that it was trained with) are left out
 */
export function vaeNames(names: readonly string[]): Renamed {
  const levels = 1 + highest(names, /^decoder\.up\.(\d+)\./);
  const renamed: Renamed = new Map();
  for (const name of names) {
    if (!/^(encoder|decoder|quant_conv|post_quant_conv)\./.test(name)) continue;
    renamed.set(current(name, levels), name);
  }
  return renamed;
}

function current(name: string, levels: number): string {
  return name
    .replace(/^encoder\.down\.(\d+)\.block\./, 'encoder.down_blocks.$1.resnets.')
    .replace(/^encoder\.down\.(\d+)\.downsample\./, 'encoder.down_blocks.$1.downsamplers.0.')
    .replace(/^decoder\.up\.(\d+)\.block\./, (_, level) => `decoder.up_blocks.${levels - 1 - Number(level)}.resnets.`)
    .replace(
      /^decoder\.up\.(\d+)\.upsample\./,
      (_, level) => `decoder.up_blocks.${levels - 1 - Number(level)}.upsamplers.0.`,
    )
    .replace(/\.mid\.block_(\d+)\./, (_, index) => `.mid_block.resnets.${Number(index) - 1}.`)
    .replace(
      /\.mid\.attn_(\d+)\.(norm|q|k|v|proj_out)\./,
      (_, index, layer: string) => `.mid_block.attentions.${Number(index) - 1}.${ATTENTION[layer]}.`,
    )
    .replace('.nin_shortcut.', '.conv_shortcut.')
    .replace('.norm_out.', '.conv_norm_out.');
}
