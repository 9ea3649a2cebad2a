// Dynamic prompts: {red|green|blue} is one of them, drawn with the picture's seed. Pure.
import { createMt19937 } from '../../numerics/mt19937.ts';

/** An innermost pair of braces with a choice in it. */
const CHOICE = /\{([^{}]*\|[^{}]*)\}/;
/** More than any prompt has, so that text which makes text cannot go on for ever. */
const MOST = 1000;

/**
 * The prompt with one option for each `{a|b}`; braces may be nested, `0.3::a` gives an option's weight. Braces without a choice
 * are text. The same seed draws the same options.
 */
export function drawOptions(prompt: string, seed: number): string {
  if (!CHOICE.test(prompt)) return prompt;
  const random = createMt19937(seed);
  let text = prompt;
  for (let i = 0; i < MOST && CHOICE.test(text); i++) {
    text = text.replace(CHOICE, (_, inside: string) => draw(inside.split('|'), random() / 2 ** 32));
  }
  return text;
}

/** @param share in 0...1 (exclusive): where in the weights' sum it falls */
function draw(options: readonly string[], share: number): string {
  const weighted = options.map((option) => {
    const [, weight, text] = /^\s*(\d*\.?\d+)::(.*)$/s.exec(option) ?? [];
    return { text: text ?? option, weight: weight === undefined ? 1 : Number(weight) };
  });
  let left = share * weighted.reduce((sum, { weight }) => sum + weight, 0);
  for (const { text, weight } of weighted) {
    if (left < weight) return text;
    left -= weight;
  }
  return weighted.at(-1)?.text ?? '';
}
