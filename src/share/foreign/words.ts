// Words of foreign prompts: what A1111's grammar has besides words is taken out or named. Pure.
import type { LeftOut, ToldModel } from './types.ts';
import { numberOf } from './values.ts';

export interface ToldWords {
  readonly text: string;
  readonly loras: readonly ToldModel[];
  /** Embeddings that the words mark as such. */
  readonly embeddings: readonly ToldModel[];
  readonly notTaken: readonly LeftOut[];
}

/** A1111's extra networks: `<lora:name:0.8>`, `<lyco:...>`, `<hypernet:...>`; ours takes none of them out of words. */
const EXTRA_NETWORK = /[ \t]?<(lora|lyco|loha|lokr|hypernet|hypernetwork):([^<>]{1,300})>/gi;

/** Parts of the grammar that a picture here cannot follow, or not as the writer did: AND's words are joined, braces are drawn anew. */
const NOT_FOLLOWED: readonly (readonly [name: string, RegExp])[] = [
  ['AND', /(^|\s)AND(?=\s|$)/],
  ['wildcards', /__[\w/-]{1,80}__/],
  ['{a|b}', /\{[^{}|]{0,500}\|[^{}]{0,500}\}/],
];
/** What A1111 gives a meaning, and so do we; in a program that has none of it these are plain words. */
const A1111_ONLY: readonly (readonly [name: string, RegExp])[] = [
  ['BREAK', /(^|\s)BREAK(?=\s|$)/],
  ['prompt editing', /\[[^[\]]{0,500}:\s*[\d.]+\s*\]/],
  ['alternating words', /\[[^[\]|]{0,500}\|[^[\]]{0,500}\]/],
];
/** How ComfyUI writes an embedding; its name alone stands for it here. */
const EMBEDDING = /\bembedding:([\w.-]{1,80}[\w-])/gi;

/**
 * The prompt without tags of extra networks, which are listed, and its embeddings by their names alone.
 * @param grammar whether the writer reads prompts as A1111 does
 */
export function toldWords(prompt: string, grammar: 'a1111' | 'other'): ToldWords {
  const loras: ToldModel[] = [];
  const embeddings: ToldModel[] = [];
  const notTaken: LeftOut[] = [];
  const text = prompt
    .replaceAll(EXTRA_NETWORK, (_, kind: string, body: string) => {
      if (kind.toLowerCase().startsWith('hyper'))
        notTaken.push({ name: 'Hypernetwork', value: (body.split(':')[0] ?? '').trim() });
      else loras.push(loraOf(body));
      return '';
    })
    .replaceAll(EMBEDDING, (_, file: string) => {
      const name = file.replace(/\.(pt|safetensors|bin)$/i, '');
      embeddings.push({ name });
      return name;
    })
    .trim();
  for (const [name, pattern] of [...NOT_FOLLOWED, ...(grammar === 'other' ? A1111_ONLY : [])])
    if (pattern.test(text)) notTaken.push({ name });
  return { text, loras, embeddings, notTaken };
}

/** "name", "name:0.8", "name:text:unet", "name:te=0.5:unet=0.8": one number is for both. */
function loraOf(body: string): ToldModel {
  const [name = '', ...args] = body.split(':');
  const named = (key: string): string | undefined =>
    args.find((arg) => arg.trim().startsWith(`${key}=`))?.split('=')[1];
  const [first, second] = args.filter((arg) => !arg.includes('='));
  const textWeight = numberOf(named('te') ?? first) ?? 1;
  const weight = numberOf(named('unet') ?? second ?? named('te') ?? first) ?? 1;
  return { name: name.trim(), weight, ...(textWeight !== weight && { textWeight }) };
}
