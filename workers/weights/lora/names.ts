// One spelling for a layer, whoever names it: `unet_` or `text_encoder_`, then the path with `_` for `.`. Pure.

/** What a file calls the layer, in that one spelling. ldm's block names stay what they are. */
export function layerName(path: string): string {
  return component(path)
    .replace('.processor.', '.') // diffusers before 0.22, which also wrote `to_out` for `to_out.0` ...
    .replace(/(self_attn\.)to_(q|k|v|out)$/, '$1$2_proj') // ... and the UNet's names in the text encoder
    .replace(/\.to_out$/, '.to_out.0')
    .replaceAll('.', '_')
    .replace(/^text_encoder_text_model_/, 'text_encoder_'); // transformers 5 writes none
}

/** The path behind its component, with dots: what the patterns of peft's configs are matched with. */
export function barePath(path: string): string {
  return component(path).replace(/^(unet|text_encoder)\./, '');
}

function component(path: string): string {
  return path
    .replace(/^base_model\.model\./, '') // peft
    .replace(/^(unet|text_encoder)\.base_model\.model\./, '$1.')
    .replace(/^lycoris[._]/, '')
    .replace(/^(lora_unet[._]|(model\.)?diffusion_model\.)/, 'unet.')
    .replace(/^(lora_te1?[._]|cond_stage_model\.transformer\.)/, 'text_encoder.')
    .replace(/^(down_blocks|mid_block|up_blocks|conv_in|conv_out|conv_norm_out|time_embedding)(?=[._]|$)/, 'unet.$1')
    .replace(/^(input_blocks|middle_block|output_blocks|time_embed)(?=[._])/, 'unet.$1')
    .replace(/^(text_model|encoder)(?=[._])/, 'text_encoder.$1');
}

/** Inside a residual block: diffusers' word, then CompVis'. */
const RESNET: Readonly<Record<string, string>> = {
  norm1: 'in_layers_0',
  conv1: 'in_layers_2',
  time_emb_proj: 'emb_layers_1',
  norm2: 'out_layers_0',
  conv2: 'out_layers_3',
  conv_shortcut: 'skip_connection',
};
const OUTER: Readonly<Record<string, string>> = {
  conv_in: 'input_blocks_0_0',
  'time_embedding.linear_1': 'time_embed_0',
  'time_embedding.linear_2': 'time_embed_2',
  conv_norm_out: 'out_0',
  conv_out: 'out_2',
};

/**
 * CompVis' (ldm's) names of a UNet's layers, in the one spelling, as files of kohya's scripts have them:
 * `unet_input_blocks_4_1_...`. Its blocks are counted through, so the model's own layers say which is which.
 * @param layers paths of the UNet's layers as diffusers names them
 * @returns diffusers' path -> ldm's name
 */
export function ldmNames(layers: readonly string[]): ReadonlyMap<string, string> {
  const { input, output } = countBlocks(layers);
  const names = new Map<string, string>();
  for (const path of layers) {
    const name = OUTER[path] ?? inBlock(path, input, output);
    if (name !== undefined) names.set(path, `unet_${name}`);
  }
  return names;
}

/** Where each of diffusers' blocks begins in ldm's counting, and how many layers the block has. */
interface Block {
  readonly start: number;
  readonly layers: number;
  readonly attends: boolean;
}

function countBlocks(layers: readonly string[]): {
  readonly input: readonly Block[];
  readonly output: readonly Block[];
} {
  const blocksOf = (kind: 'down' | 'up', first: number): Block[] => {
    const blocks: Block[] = [];
    for (let b = 0, start = first; ; b++) {
      const own = layers.filter((path) => path.startsWith(`${kind}_blocks.${b}.`));
      if (own.length === 0) return blocks;
      const numbers = own.map((path) => Number(/\.(?:resnets|attentions)\.(\d+)\./.exec(path)?.[1] ?? -1));
      const count = Math.max(...numbers) + 1;
      blocks.push({ start, layers: count, attends: own.some((path) => path.includes('.attentions.')) });
      // Only going down does the change of size count as a block of its own.
      start += count + (own.some((path) => path.includes('.downsamplers.')) ? 1 : 0);
    }
  };
  return { input: blocksOf('down', 1), output: blocksOf('up', 0) };
}

function inBlock(path: string, input: readonly Block[], output: readonly Block[]): string | undefined {
  const middle = /^mid_block\.(resnets|attentions)\.(\d+)\.(.+)$/.exec(path);
  if (middle) {
    const [, kind, layer, rest] = middle;
    return `middle_block_${kind === 'attentions' ? 1 : 2 * Number(layer)}_${inner(kind, rest)}`;
  }
  const [, way, number, kind, layer, rest] =
    /^(down|up)_blocks\.(\d+)\.(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.(.+)$/.exec(path) ?? [];
  const block = (way === 'down' ? input : output)[Number(number)];
  if (!block) return undefined;
  const blocks = way === 'down' ? 'input_blocks' : 'output_blocks';
  if (kind === 'downsamplers') return `${blocks}_${block.start + block.layers}_0_op`;
  if (kind === 'upsamplers') return `${blocks}_${block.start + block.layers - 1}_${block.attends ? 2 : 1}_conv`;
  return `${blocks}_${block.start + Number(layer)}_${kind === 'attentions' ? 1 : 0}_${inner(kind, rest)}`;
}

function inner(kind: string | undefined, rest: string): string {
  return kind === 'resnets' ? (RESNET[rest] ?? rest) : rest.replaceAll('.', '_');
}
