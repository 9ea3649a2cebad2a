// open_clip's names of a text encoder (Stable Diffusion 2.x) to those of transformers' CLIPTextModel. Pure.
import type { Place } from '../renamed.ts';
import { highest } from './highest.ts';

const LAYER: Readonly<Record<string, string>> = {
  ln_1: 'layer_norm1',
  ln_2: 'layer_norm2',
  'mlp.c_fc': 'mlp.fc1',
  'mlp.c_proj': 'mlp.fc2',
  'attn.out_proj': 'self_attn.out_proj',
};

const whole = (stored: string): Place => ({ stored, part: 0, parts: 1 });

/**
 * @param names the tensors of the encoder, without its prefix: `transformer.resblocks.0.attn.in_proj_weight` ...
 * @param layers residual blocks that are used: Stable Diffusion 2 reads the text before the last one
 */
export function openClipNames(names: readonly string[], layers: number): Map<string, Place> {
  const pieces = new Map<string, Place>();
  for (const name of names) {
    if (name === 'token_embedding.weight') pieces.set('text_model.embeddings.token_embedding.weight', whole(name));
    if (name === 'positional_embedding') pieces.set('text_model.embeddings.position_embedding.weight', whole(name));
    if (name.startsWith('ln_final.')) pieces.set(name.replace('ln_final', 'text_model.final_layer_norm'), whole(name));
    const [, block, rest] = /^transformer\.resblocks\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (block === undefined || Number(block) >= layers) continue;
    const at = `text_model.encoder.layers.${Number(block)}`;
    const joined = /^attn\.in_proj_(weight|bias)$/.exec(rest)?.[1];
    if (joined !== undefined) {
      ['q_proj', 'k_proj', 'v_proj'].forEach((layer, part) =>
        pieces.set(`${at}.self_attn.${layer}.${joined}`, { stored: name, part, parts: 3 }),
      );
      continue;
    }
    const dot = rest.lastIndexOf('.');
    const layer = rest.slice(0, dot);
    if (Object.hasOwn(LAYER, layer)) pieces.set(`${at}.${LAYER[layer]}${rest.slice(dot)}`, whole(name));
  }
  return pieces;
}

/** Residual blocks in the file. */
export function openClipLayers(names: readonly string[]): number {
  return 1 + highest(names, /^transformer\.resblocks\.(\d+)\./);
}
