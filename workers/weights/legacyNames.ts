// Names that tensors had in other versions of diffusers and transformers, or by the way in which they were trained, mapped
// to those that the models ask for.

/** diffusers before 0.12: the attention of the autoencoder's middle block. */
const OLD_ATTENTION: Readonly<Record<string, string>> = {
  query: 'to_q',
  key: 'to_k',
  value: 'to_v',
  proj_attn: 'to_out.0',
};

/** The name by which the models ask for the tensor `stored` of this component. */
export function currentName(component: string, stored: string): string {
  if (component === 'vae') {
    return stored.replace(
      /(mid_block\.attentions\.\d+\.)(query|key|value|proj_attn)\./,
      (_, path: string, name: string) => `${path}${OLD_ATTENTION[name]}.`,
    );
  }
  // transformers 5 writes no `text_model.`; every file published before has it.
  if (component === 'text_encoder' && /^(embeddings|encoder|final_layer_norm)\./.test(stored))
    return `text_model.${stored}`;
  // Trained on several cards at once, the whole model was a part named `module`.
  if (component === 'normal') return stored.replace(/^module\./, '');
  return stored;
}
