// What a file is called, from the words of its page. Pure.

const LONGEST = 40;

/** The first words, as far as files may be called so; `otherwise` where there are none. */
export function fileStem(prompt: string, otherwise: string): string {
  const words = prompt
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, LONGEST);
  return words.replaceAll(/^-+|-+$/g, '') || otherwise;
}
