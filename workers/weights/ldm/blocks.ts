// CompVis' (ldm) names of a UNet's or ControlNet's tensors to diffusers'. Pure: names in, names out.
// ldm numbers all blocks of the way down and up in one row; diffusers by level, with the resampler at a level's end.

import { highest } from './highest.ts';

/** diffusers' name -> the name in the file. */
export type Renamed = Map<string, string>;

const RESNET: Readonly<Record<string, string>> = {
  'in_layers.0': 'norm1',
  'in_layers.2': 'conv1',
  'out_layers.0': 'norm2',
  'out_layers.3': 'conv2',
  'emb_layers.1': 'time_emb_proj',
  skip_connection: 'conv_shortcut',
};

const FIXED: Readonly<Record<string, string>> = {
  'time_embed.0': 'time_embedding.linear_1',
  'time_embed.2': 'time_embedding.linear_2',
  'time_embed_condition': 'time_embedding.cond_proj',
  'label_emb.0.0': 'class_embedding.linear_1',
  'label_emb.0.2': 'class_embedding.linear_2',
  'input_blocks.0.0': 'conv_in',
  'out.0': 'conv_norm_out',
  'out.2': 'conv_out',
  'middle_block_out.0': 'controlnet_mid_block',
}; // prettier-ignore

/** Where the layers of one numbered block go. */
type Places = ReadonlyMap<string, string>;

/**
 * @param names the tensors of the one model, without its prefix: `input_blocks.1.0.in_layers.0.weight` ...
 * @returns what is known among them; others are left out
 */
export function unetNames(names: readonly string[]): Renamed {
  const has = new Set(names);
  const places = new Map([...downPlaces(names, has), ...upPlaces(names, has), ...MIDDLE]);
  const lastHint = highest(names, /^input_hint_block\.(\d+)\./);
  const renamed: Renamed = new Map();
  for (const name of names) {
    const found = current(name, places, lastHint);
    if (found !== null) renamed.set(found, name);
  }
  return renamed;
}

const MIDDLE: Places = new Map([
  ['middle_block.0', 'mid_block.resnets.0'],
  ['middle_block.1', 'mid_block.attentions.0'],
  ['middle_block.2', 'mid_block.resnets.1'],
]);

function downPlaces(names: readonly string[], has: ReadonlySet<string>): Map<string, string> {
  const places = new Map<string, string>();
  let [level, layer] = [0, 0];
  const last = highest(names, /^input_blocks\.(\d+)\./);
  for (let block = 1; block <= last; block++) {
    const at = `input_blocks.${block}`;
    if (has.has(`${at}.0.op.weight`) || has.has(`${at}.0.op.up`)) {
      places.set(`${at}.0.op`, `down_blocks.${level}.downsamplers.0.conv`);
      [level, layer] = [level + 1, 0];
      continue;
    }
    places.set(`${at}.0`, `down_blocks.${level}.resnets.${layer}`);
    places.set(`${at}.1`, `down_blocks.${level}.attentions.${layer}`);
    layer++;
  }
  return places;
}

function upPlaces(names: readonly string[], has: ReadonlySet<string>): Map<string, string> {
  const places = new Map<string, string>();
  let [level, layer] = [0, 0];
  const last = highest(names, /^output_blocks\.(\d+)\./);
  for (let block = 0; block <= last; block++) {
    const at = `output_blocks.${block}`;
    places.set(`${at}.0`, `up_blocks.${level}.resnets.${layer}`);
    const upsampler = [1, 2].find((place) => has.has(`${at}.${place}.conv.weight`));
    if (upsampler !== 1) places.set(`${at}.1`, `up_blocks.${level}.attentions.${layer}`);
    layer++;
    if (upsampler === undefined) continue;
    places.set(`${at}.${upsampler}.conv`, `up_blocks.${level}.upsamplers.0.conv`);
    [level, layer] = [level + 1, 0];
  }
  return places;
}

function current(name: string, places: Places, lastHint: number): string | null {
  const [path, kind] = split(name);
  const fixed = Object.hasOwn(FIXED, path) ? FIXED[path] : (hintPlace(path, lastHint) ?? zeroPlace(path));
  if (fixed) return `${fixed}.${kind}`;
  const whole = places.get(path);
  if (whole) return `${whole}.${kind}`;
  const [, block, rest] = /^((?:input_blocks\.\d+|output_blocks\.\d+|middle_block)\.\d+)\.(.+)$/.exec(path) ?? [];
  const place = places.get(block);
  if (!place) return null;
  if (place.includes('.attentions.')) return `${place}.${rest}.${kind}`;
  return Object.hasOwn(RESNET, rest) ? `${place}.${RESNET[rest]}.${kind}` : null;
}

/** The layer's path and what of it the tensor is: `weight`, `bias`; for Control-LoRA `up`, `down`. */
function split(name: string): [string, string] {
  const at = name.lastIndexOf('.');
  return at < 0 ? [name, 'weight'] : [name.slice(0, at), name.slice(at + 1)];
}

/** The hint encoder: convolutions at even places, the first and the last by names of their own. */
function hintPlace(path: string, last: number): string | null {
  const index = Number(/^input_hint_block\.(\d+)$/.exec(path)?.[1] ?? -1);
  if (index < 0) return null;
  if (index === 0) return 'controlnet_cond_embedding.conv_in';
  return index === last ? 'controlnet_cond_embedding.conv_out' : `controlnet_cond_embedding.blocks.${index / 2 - 1}`;
}

function zeroPlace(path: string): string | null {
  const index = /^zero_convs\.(\d+)\.0$/.exec(path)?.[1];
  return index === undefined ? null : `controlnet_down_blocks.${index}`;
}
