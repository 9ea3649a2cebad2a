// Words put behind others as a list, and taken out of it. Pure.

/** Longest text that a request and a page take. */
export const MOST_CHARS = 20_000;

/** `more` behind `words`, parted by a comma; no longer than a prompt may be. */
export function joined(words: string, more: string): string {
  const before = words.trimEnd();
  const text = before === '' ? more : `${before}${before.endsWith(',') ? '' : ','} ${more}`;
  return text.slice(0, MOST_CHARS);
}

/** `words` without the list's part `part`; null where it is none of its parts. */
export function without(words: string, part: string): string | null {
  const found = new RegExp(`(?:^|,)\\s*${escaped(part)}\\s*(?=,|$)`).exec(words);
  if (!found) return null;
  const rest = words.slice(0, found.index) + words.slice(found.index + found[0].length);
  return rest.replace(/^\s*,\s*/, '').trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
