// A style's words around those that were typed, and away from them again, as A1111 does both. Pure.
import { MOST_CHARS } from '../words/join.ts';

const PLACE = '{prompt}';

/** `words` in the style: in the place of `{prompt}`, else with the style's words behind them. */
export function styled(style: string, words: string): string {
  if (style.includes(PLACE)) return style.replaceAll(PLACE, () => words).slice(0, MOST_CHARS);
  const parts = [words.trim(), style.trim()].filter((part) => part !== '');
  return parts.join(', ').slice(0, MOST_CHARS);
}

/** What was typed before `styled`; null where the words are not in the style. */
export function unstyled(style: string, words: string): string | null {
  const [plain, text] = [style.trim(), words.trim()];
  if (plain === '') return null;
  const parts = plain.split(PLACE);
  if (parts.length > 2) return null; // the words stand there twice
  const [before = '', after] = parts;
  if (after !== undefined) {
    const holds = text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
    return holds ? text.slice(before.length, text.length - after.length) : null;
  }
  if (text === plain) return '';
  return text.endsWith(`, ${plain}`) ? text.slice(0, -plain.length - 2) : null;
}
