// Models that the engine does not draw with, and the tensors by which each is known. Data only.

interface OtherModel {
  /** A tensor that no Stable Diffusion 1.x or 2.x file has. */
  readonly sign: RegExp;
  /** With its article, for a sentence: "This is ...". */
  readonly what: string;
}

/** The first that fits. */
export const OTHER_MODELS: readonly OtherModel[] = [
  { sign: /^conditioner\.embedders\./, what: 'a Stable Diffusion XL checkpoint' },
  { sign: /^model\.diffusion_model\..*\.time_(stack|mixer)\b/, what: 'a Stable Video Diffusion model' },
  { sign: /^model\.diffusion_model\.label_emb\.|^add_embedding\.linear_1\./, what: 'a Stable Diffusion XL model' },
  { sign: /^(control_model\.)?(label_emb\.0\.0|task_embedding)\b/, what: 'a ControlNet for Stable Diffusion XL' },
  { sign: /(^|\.)joint_blocks\.\d+\./, what: 'a Stable Diffusion 3 model' },
  { sign: /double_blocks[._]\d+[._]|single_transformer_blocks\.\d+\./, what: 'a Flux model or a part of one' },
  { sign: /(^|\.)(img_in\.individual_token_refiner|txt_in\.individual_token_refiner)\./, what: 'a HunyuanVideo model' },
  { sign: /(^|\.)adaln_single\./, what: 'a PixArt or LTX model' },
  { sign: /(^|\.)(context_refiner|cap_embedder)\./, what: 'a Lumina or Z-Image model' },
  { sign: /transformer_blocks\.\d+\.(img_mlp|img_mod)\b/, what: 'a Qwen-Image model' },
  { sign: /(^|\.)blocks\.\d+\.(self_attn\.norm_q|cross_attn\.norm_k)\b/, what: 'a Wan video model' },
  { sign: /(^|\.)clip_txt_mapper\.|(^|\.)effnet_mapper\./, what: 'a Stable Cascade model' },
  { sign: /\bmotion_modules\.\d+\./, what: 'an AnimateDiff motion module' },
  { sign: /^(ip_adapter|image_proj)\./, what: 'an IP-Adapter' },
  { sign: /^lllite_/, what: 'a ControlNet-LLLite, which is for Stable Diffusion XL' },
  {
    sign: /(^|\.)body\.\d+\.rdb1\.conv1\.weight$|^model\.1\.sub\.\d+\.RDB1\.|^conv_body\./,
    what: 'an upscaler (ESRGAN)',
  },
  {
    sign: /(^|\.)(lm_head\.weight|embed_tokens\.weight|wte\.weight|tok_embeddings\.weight)$/,
    what: 'a language model',
  },
  { sign: /^(encoder|decoder)\.block\.\d+\.layer\.0\.SelfAttention\./, what: 'a T5 text encoder' },
  { sign: /^(model\.)?(vision_model|visual)\.(encoder|transformer|embeddings)\b/, what: 'a CLIP vision model' },
  { sign: /^(model\.)?encoder\.(conv1|layers\.\d+\.self_attn)\b/, what: 'a speech model' },
  { sign: /^bert\.|^roberta\./, what: 'a language model' },
];
