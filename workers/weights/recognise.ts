// What a file of weights is, told by its tensors' names and shapes, never by its own name. Pure; trusts nothing.
import type { Family } from './ldm/configs.ts';
import { otherKind } from './lora/parts.ts';
import { OTHER_MODELS } from './otherModels.ts';
import type { Tensors } from './types.ts';

/** Who named the tensors: CompVis (ldm) or diffusers. */
export type Naming = 'ldm' | 'diffusers';

/** `unknown`: nothing in the file says which. */
export type KnownFamily = Family | 'unknown';

export type Recognised =
  | {
      readonly kind: 'checkpoint';
      readonly family: Family;
      /** The UNet reads nine channels: the latent, a mask, and what the mask leaves of the picture. */
      readonly inpainting: boolean;
      readonly has: { readonly vae: boolean; readonly text: boolean };
      /** What the autoencoder's and the text encoder's names begin with. */
      readonly prefixes: { readonly vae: string; readonly text: string };
    }
  | {
      readonly kind: 'controlnet';
      readonly family: KnownFamily;
      readonly naming: Naming;
      readonly prefix: string;
      /** Only what it adds to the UNet's own weights is in the file. */
      readonly lora: boolean;
    }
  | { readonly kind: 'vae'; readonly family: KnownFamily; readonly naming: Naming; readonly prefix: string }
  | { readonly kind: 't2i-adapter'; readonly family: KnownFamily; readonly prefix: string }
  /** `before`: layers that the file counts and diffusers does not. */
  | { readonly kind: 'preview'; readonly family: KnownFamily; readonly prefix: string; readonly before: number }
  | { readonly kind: 'lora'; readonly family: KnownFamily }
  | { readonly kind: 'embedding'; readonly family: KnownFamily }
  /** Something else; `what` is its name, with its article ("a Stable Diffusion XL checkpoint"), null where nobody knows. */
  | { readonly kind: 'other'; readonly what: string | null };

const UNET = 'model.diffusion_model.';

/** What a file with these tensors is. @param metadata the file's own words (`modelspec.architecture` ...) */
export function recognise(tensors: Tensors, metadata: Readonly<Record<string, string>> = {}): Recognised {
  const names = tensors.keys();
  const other = OTHER_MODELS.find(({ sign }) => names.some((name) => sign.test(name)));
  if (other) return { kind: 'other', what: other.what };
  return (
    checkpoint(tensors, names) ??
    controlNet(tensors, names) ??
    t2iAdapter(tensors, names) ??
    lora(tensors, names, metadata) ??
    vae(tensors, names) ??
    preview(tensors) ??
    embedding(tensors, names) ?? { kind: 'other', what: null }
  );
}

function checkpoint(tensors: Tensors, names: readonly string[]): Recognised | null {
  const conv = tensors.info(`${UNET}input_blocks.0.0.weight`);
  if (!conv) return null;
  const vaePrefix = names.some((name) => name.startsWith('first_stage_model.')) ? 'first_stage_model.' : 'vae.';
  const openClip = names.some((name) => name.startsWith('cond_stage_model.model.'));
  const text = openClip ? 'cond_stage_model.model.' : 'cond_stage_model.transformer.';
  const has = {
    vae: names.some((name) => name.startsWith(vaePrefix)),
    text: names.some((name) => name.startsWith(text)),
  };
  const family = has.text ? (openClip ? 'sd2' : 'sd1') : textFamily(tensors, names);
  const width = textWidth(tensors, names);
  if (width === 2048 || width === 1280) return { kind: 'other', what: 'a Stable Diffusion XL checkpoint' };
  return {
    kind: 'checkpoint',
    family: family === 'unknown' ? 'sd1' : family,
    inpainting: conv.shape[1] === 9,
    has,
    prefixes: { vae: vaePrefix, text },
  };
}

function controlNet(tensors: Tensors, names: readonly string[]): Recognised | null {
  const family = textFamily(tensors, names);
  if (tensors.info('controlnet_cond_embedding.conv_in.weight'))
    return { kind: 'controlnet', family, naming: 'diffusers', prefix: '', lora: false };
  for (const prefix of ['', 'control_model.']) {
    if (!names.some((name) => name.startsWith(`${prefix}input_hint_block.0.`))) continue;
    return { kind: 'controlnet', family, naming: 'ldm', prefix, lora: tensors.info('lora_controlnet') !== undefined };
  }
  return null;
}

/** SD 1.x's adapters see the hint 8 x 8 pixels at a time; SDXL's 16 x 16. */
function t2iAdapter(tensors: Tensors, names: readonly string[]): Recognised | null {
  for (const prefix of ['', 'adapter.']) {
    const conv = tensors.info(`${prefix}conv_in.weight`) ?? tensors.info(`${prefix}body.0.in_conv.weight`);
    const body = names.some((name) =>
      /^body\.\d+\.((resnets|body)\.0\.)?block1\.weight$/.test(name.slice(prefix.length)),
    );
    if (!conv || !body || !names.every((name) => name.startsWith(prefix))) continue;
    const inputs = conv.shape[1];
    if (inputs === 768 || inputs === 256) return { kind: 'other', what: 'a T2I-Adapter for Stable Diffusion XL' };
    return { kind: 't2i-adapter', family: 'sd1', prefix };
  }
  return null;
}

const LORA =
  /(\.lora_(up|down|A|B|mid)\b|_lora\.(up|down)\.|\.lora\.(up|down)\.|\.hada_w[12]_|\.lokr_w[12]|\.lora_linear_layer\.|\.dora_scale$|\.lora_magnitude_vector)/;

function lora(
  tensors: Tensors,
  names: readonly string[],
  metadata: Readonly<Record<string, string>>,
): Recognised | null {
  if (!names.some((name) => LORA.test(name))) {
    const kind = names.map(otherKind).find((each) => each !== undefined);
    const layers = names.some((name) => /^(lora_unet_|lycoris_|unet\.|base_model\.)/.test(name));
    return kind !== undefined && layers ? { kind: 'other', what: `a LoRA of the kind ${kind}` } : null;
  }
  const model = `${metadata['ss_base_model_version'] ?? ''} ${metadata['modelspec.architecture'] ?? ''}`;
  if (/sdxl|stable-diffusion-xl/i.test(model) || names.some((name) => /(^|[._])(lora_te2|text_encoder_2)/.test(name)))
    return { kind: 'other', what: 'a LoRA for Stable Diffusion XL' };
  const sides = names
    .filter((name) => /attn2[._]to_[kv]\b.*(down|lora_A)/.test(name))
    .map((name) => tensors.info(name)?.shape[1]);
  if (sides.includes(2048)) return { kind: 'other', what: 'a LoRA for Stable Diffusion XL' };
  return { kind: 'lora', family: sides.includes(768) ? 'sd1' : sides.includes(1024) ? 'sd2' : 'unknown' };
}

function vae(tensors: Tensors, names: readonly string[]): Recognised | null {
  for (const [prefix, naming, first] of [
    ['', 'ldm', 'encoder.down.0.block.0.conv1.weight'],
    ['first_stage_model.', 'ldm', 'encoder.down.0.block.0.conv1.weight'],
    ['vae.', 'ldm', 'encoder.down.0.block.0.conv1.weight'],
    ['', 'diffusers', 'encoder.down_blocks.0.resnets.0.conv1.weight'],
  ] as const) {
    if (!tensors.info(prefix + first) || !names.some((name) => name.startsWith(`${prefix}decoder.conv_in.`))) continue;
    const latent = tensors.info(`${prefix}decoder.conv_in.weight`)?.shape[1];
    if (latent === 16) return { kind: 'other', what: 'an autoencoder of Stable Diffusion 3 or Flux' };
    return { kind: 'vae', family: 'unknown', naming, prefix };
  }
  return null;
}

/**
 * A small autoencoder of diffusers' kind, or the decoder alone as its author names it (TAESD, https://github.com/madebyollin/taesd).
 * That for Stable Diffusion XL has the same shapes; no tensor tells them apart.
 */
function preview(tensors: Tensors): Recognised | null {
  for (const [prefix, before] of [
    ['decoder.layers.', 0],
    ['', 1],
  ] as const) {
    const [width, latent] = tensors.info(`${prefix}${before}.weight`)?.shape ?? [];
    if (width === undefined || !tensors.info(`${prefix}${2 + before}.conv.0.weight`)) continue;
    if (latent === 4) return { kind: 'preview', family: 'unknown', prefix, before };
    return { kind: 'other', what: latent === 16 ? 'a preview autoencoder of Stable Diffusion 3 or Flux' : null };
  }
  return null;
}

/** Vectors of the text encoder's width, and nothing else. */
function embedding(tensors: Tensors, names: readonly string[]): Recognised | null {
  if (tensors.info('clip_g')) return { kind: 'other', what: 'an embedding for Stable Diffusion XL' };
  const shapes = names.map((name) => tensors.info(name)?.shape ?? []);
  const width = shapes[0]?.at(-1);
  if (
    names.length === 0 ||
    names.length > 8 ||
    !shapes.every((shape) => shape.length > 0 && shape.length <= 2 && shape.at(-1) === width)
  )
    return null;
  if (names.length > 1 && !names.includes('emb_params')) return null;
  return width === 768 || width === 1024 ? { kind: 'embedding', family: width === 768 ? 'sd1' : 'sd2' } : null;
}

/** Width of the text that the UNet's (or net's) attention reads. */
function textWidth(tensors: Tensors, names: readonly string[]): number | undefined {
  const name = names.find((each) => each.endsWith('transformer_blocks.0.attn2.to_k.weight'));
  return name === undefined ? undefined : tensors.info(name)?.shape[1];
}

function textFamily(tensors: Tensors, names: readonly string[]): KnownFamily {
  const width = textWidth(tensors, names) ?? loraWidth(tensors, names);
  return width === 768 ? 'sd1' : width === 1024 ? 'sd2' : 'unknown';
}

/** The same of a Control-LoRA, whose matrices are in halves. */
function loraWidth(tensors: Tensors, names: readonly string[]): number | undefined {
  const name = names.find((each) => each.endsWith('transformer_blocks.0.attn2.to_k.down'));
  return name === undefined ? undefined : tensors.info(name)?.shape[1];
}
