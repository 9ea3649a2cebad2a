// The styles that the embedded model's captions name, and words with and without one. Pure.
import { joined, MOST_CHARS, without } from './join.ts';

/** As its model card has them; each is said "<name> style". The thumbnails stand in this order. */
export const STYLE_NAMES = [
  'flat',
  'emoji',
  'glossy',
  'cartoon',
  'outline',
  'bold',
  'classic',
  'blob',
  'sticker',
  'badge',
  'icon',
  'weather',
] as const;
export type StyleName = (typeof STYLE_NAMES)[number];

export function styleWords(name: StyleName): string {
  return `${name} style`;
}

/** The style that the words name, the first of several; null without one. */
export function styleOf(words: string): StyleName | null {
  return STYLE_NAMES.find((name) => without(words, styleWords(name)) !== null) ?? null;
}

/** `words` in the style `name` and in no other; with null in none. What else they say stays as it is. */
export function restyled(words: string, name: StyleName | null): string {
  let plain = words;
  for (let old = styleOf(plain); old !== null; old = styleOf(plain)) plain = without(plain, styleWords(old)) ?? '';
  return (name === null ? plain : joined(plain, styleWords(name))).slice(0, MOST_CHARS);
}
