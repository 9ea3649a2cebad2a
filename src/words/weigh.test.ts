import { describe, expect, it } from 'vitest';
import { weighed } from './weigh.ts';

/** `|` marks the caret, two of them a selection; so in what comes of it. */
function press(marked: string, ...directions: readonly (1 | -1)[]): string {
  const first = marked.indexOf('|');
  let text = marked.replaceAll('|', '');
  const last = marked.lastIndexOf('|');
  let select: readonly [number, number] = [first, last === first ? first : last - 1];
  for (const direction of directions) {
    const edit = weighed(text, ...select, direction);
    if (!edit) return 'nothing';
    text = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
    select = edit.select;
  }
  return `${text.slice(0, select[0])}|${text.slice(...select)}|${text.slice(select[1])}`;
}

describe('weighed', () => {
  it('wraps the word at the caret, or the selection without its spaces', () => {
    expect(press('a r|ed apple', 1)).toBe('a (|red|:1.1) apple');
    expect(press('a red| apple', -1)).toBe('a (|red|:0.9) apple');
    expect(press('a| red apple|', 1)).toBe('a (|red apple|:1.1)');
    expect(press('ein grüner Ap|fel', 1)).toBe('ein grüner (|Apfel|:1.1)');
  });

  it('goes on from press to press, through 1 without brackets, without crumbs of floats', () => {
    expect(press('|red|', 1, 1, 1)).toBe('(|red|:1.3)');
    expect(press('|red|', 1, -1)).toBe('|red|');
    expect(press('|red|', 1, -1, -1, -1)).toBe('(|red|:0.8)');
  });

  it('changes the number of the innermost brackets around it; bare ones count as 1.1', () => {
    expect(press('((a b|:1.2) c:1.5)', 1)).toBe('((|a b|:1.3) c:1.5)');
    expect(press('((a b:1.2) c|:1.5)', -1)).toBe('(|(a b:1.2) c|:1.4)');
    expect(press('(wo|rd)', 1)).toBe('(|word|:1.2)');
    expect(press('(wo|rd)', -1)).toBe('|word|');
    expect(press('(a) wo|rd (b)', 1)).toBe('(a) (|word|:1.1) (b)');
  });

  it('takes escaped brackets for words, and steps tags by 0.05', () => {
    expect(press('ink \\(art|work\\)', 1)).toBe('ink \\((|artwork|:1.1)\\)');
    expect(press('a <lora:fl|at:0.8> b', 1)).toBe('a |<lora:flat:0.85>| b');
    expect(press('a <lora:flat:0>| b', -1)).toBe('a |<lora:flat:-0.05>| b');
  });

  it('stays within 0 and 10, and does nothing where there is no word', () => {
    expect(press('(x|:0)', -1)).toBe('(|x|:0)');
    expect(press('(x|:10)', 1)).toBe('(|x|:10)');
    expect(press('a, | b', 1)).toBe('nothing');
    expect(press('|', 1)).toBe('nothing');
  });
});
