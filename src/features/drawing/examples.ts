// The words that the page offers by itself: nobody typed them.
import { EXAMPLE_PROMPTS } from '../../drawing/examplePrompts.ts';
import { EMBEDDED } from '../../machine/embedded.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';

/** The examples to choose from: the model's own, else those of the drawings. */
export function examplesOf({ pack }: Pick<AppState, 'pack'>): readonly string[] {
  const { examples } = pack ?? EMBEDDED;
  return examples.length > 0 ? examples : EXAMPLE_PROMPTS;
}

export function isExample(words: string): boolean {
  return examplesOf(store.getState()).includes(words) || EXAMPLE_PROMPTS.some((each) => each === words);
}
