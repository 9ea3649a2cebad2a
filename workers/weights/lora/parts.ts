// What the tensors of LoRA files are called: a layer's path, then the part that the tensor plays in the change. Pure.

/** The parts that a layer's change may be made of, in the words of the libraries that write them. */
export const PART_NAMES = [
  'down', 'up', 'mid', 'upBias', 'alpha',
  'w1_a', 'w1_b', 'w2_a', 'w2_b', 't1', 't2',
  'lokr_w1', 'lokr_w1_a', 'lokr_w1_b', 'lokr_w2', 'lokr_w2_a', 'lokr_w2_b', 'lokr_t2',
  'diff', 'diff_b', 'dora_scale', 'magnitude',
] as const; // prettier-ignore
export type PartName = (typeof PART_NAMES)[number];

/** The tensors of one layer, by the part that they play: keys of the file. */
export type Parts = Readonly<Partial<Record<PartName, string>>>;

/** `lora_A.weight`, and `lora_A.<adapter>.weight` of peft. */
const PATTERNS: readonly (readonly [RegExp, PartName | ((match: RegExpExecArray) => PartName)])[] = [
  [/\.alpha$/, 'alpha'],
  [/(\.lora_A(\.[^.]+)?|\.lora_down|\.lora\.down|_lora\.down|\.lora_linear_layer\.down|\.down)\.weight$/, 'down'],
  [/(\.lora_B(\.[^.]+)?|\.lora_up|\.lora\.up|_lora\.up|\.lora_linear_layer\.up|\.up)\.weight$/, 'up'],
  [/\.lora_mid\.weight$/, 'mid'],
  [/\.lora_B(\.[^.]+)?\.bias$/, 'upBias'],
  [/\.hada_(w1_a|w1_b|w2_a|w2_b|t1|t2)$/, ([, part]) => part as PartName],
  [/\.(lokr_(?:w1|w1_a|w1_b|w2|w2_a|w2_b|t2))$/, ([, part]) => part as PartName],
  [/\.(diff|w_norm)$/, 'diff'],
  [/\.(diff_b|b_norm)$/, 'diff_b'],
  [/\.dora_scale$/, 'dora_scale'],
  [/\.lora_magnitude_vector(\.[^.]+){0,2}$/, 'magnitude'],
];

/** The layer and the part that a tensor's name says; undefined where it is none of a LoRA's. */
export function partOf(key: string): { readonly path: string; readonly part: PartName } | undefined {
  for (const [pattern, part] of PATTERNS) {
    const match = pattern.exec(key);
    if (match) return { path: key.slice(0, match.index), part: typeof part === 'string' ? part : part(match) };
  }
  return undefined;
}

/** Kinds that libraries write and that are not read here, by the tensors that only they have. */
const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/\.(oft_blocks|oft_diag|oft_R(\..+)?|boft_[Rs](\..+)?)$/, 'OFT or BOFT'],
  [/\.(on_input|ia3_l(\..+)?)$/, 'IA3'],
  [/\.(a1|a2|b1|b2|bm1|bm2)\.weight$/, 'GLoRA'],
  [/\.vera_lambda_[bd](\..+)?$/, 'VeRA'],
];

/** What a LoRA-like tensor belongs to that is not read here; undefined where nobody knows. */
export const otherKind = (key: string): string | undefined => OTHER_KINDS.find(([sign]) => sign.test(key))?.[1];

/** The embedding's name in `bundle_emb.<name>.string_to_param.*`: words that were trained with the LoRA lie in its file. */
export function bundledEmbedding(key: string): string | undefined {
  return /^bundle_emb\.(.+)\.string_to_param\.\*$/.exec(key)?.[1];
}

/**
 * Whether tensors of these names are a LoRA (or LoHa, LoKr, DoRA ...): that is, whether a pair, or what stands for one, is
 * among them. A Control-LoRA (ComfyUI's marker `lora_controlnet`, `.up` and `.down` without `.weight`) is none.
 */
export function isLora(names: Iterable<string>): boolean {
  let found = false;
  for (const name of names) {
    if (name === 'lora_controlnet') return false;
    const part = partOf(name)?.part;
    found ||= part !== undefined && part !== 'alpha';
  }
  return found;
}
