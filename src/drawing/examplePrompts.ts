/** Words of the example drawings (`examples.ts`), in their order. */
export const EXAMPLE_PROMPTS = [
  'red apple, flat style',
  'house with a red roof',
  'green tree, flat style',
  'blue fish, cartoon style',
] as const;
export type ExamplePrompt = (typeof EXAMPLE_PROMPTS)[number];
