// Words of foreign prompts: what A1111's grammar has besides words is taken out or named. Pure.
import type { LeftOut, ToldModel } from './types.ts';
import { numberOf } from './values.ts';

export interface ToldWords {
  readonly text: string;
  readonly loras: readonly ToldModel[];
  readonly notTaken: readonly LeftOut[];
}

/** A1111's extra networks: `<lora:name:0.8>`, `<lyco:...>`, `<hypernet:...>`; ours takes none of them out of words. */
const EXTRA_NETWORK = /[ \t]?<(lora|lyco|loha|lokr|hypernet|hypernetwork):([^<>]{1,300})>/gi;

/** Other parts of the grammar that words can hold, by their names. */
const GRAMMAR: readonly (readonly [name: string, RegExp])[] = [
  ['BREAK', /(^|\s)BREAK(?=\s|$)/],
  ['AND', /(^|\s)AND(?=\s|$)/],
  ['prompt editing', /\[[^[\]]{0,500}:\s*[\d.]+\s*\]/],
  ['alternating words', /\[[^[\]|]{0,500}\|[^[\]]{0,500}\]/],
  ['wildcards', /__[\w/-]{1,80}__/],
  ['embedding', /\bembedding:[\w.-]{1,80}/i],
];

/** The prompt without tags of extra networks, which are listed; the rest of the grammar is named and left as it stands. */
export function toldWords(prompt: string): ToldWords {
  const loras: ToldModel[] = [];
  const notTaken: LeftOut[] = [];
  const text = prompt
    .replaceAll(EXTRA_NETWORK, (_, kind: string, body: string) => {
      const [name = '', weight] = body.split(':');
      if (kind.toLowerCase().startsWith('hyper')) notTaken.push({ name: 'Hypernetwork', value: name });
      else loras.push({ name: name.trim(), weight: numberOf(weight) ?? 1 });
      return '';
    })
    .trim();
  for (const [name, pattern] of GRAMMAR) if (pattern.test(text)) notTaken.push({ name });
  return { text, loras, notTaken };
}
