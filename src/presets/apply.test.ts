import { expect, it } from 'vitest';
import { MOST_CHARS } from '../words/join.ts';
import { styled, unstyled } from './apply.ts';

// As A1111's merge_prompts and extract_style_text_from_prompt do it.
it('puts words into a style and takes them out again', () => {
  const cases = [
    ['ink of {prompt}, thin', 'a cat', 'ink of a cat, thin'],
    ['{prompt}, flat', 'a cat', 'a cat, flat'],
    ['soft light', 'a cat', 'a cat, soft light'],
    ['soft light', '', 'soft light'],
    ['costs $& {prompt}', '$1', 'costs $& $1'],
  ] as const;
  for (const [style, words, whole] of cases) {
    expect(styled(style, words)).toBe(whole);
    expect(unstyled(style, whole)).toBe(words);
  }
});

it('puts them in each place, and leaves alone what is in no style', () => {
  expect(styled('{prompt} and {prompt}', 'x')).toBe('x and x');
  expect(unstyled('{prompt} and {prompt}', 'x and x')).toBeNull();
  expect(unstyled('soft light', 'a cat with soft light')).toBeNull();
  expect(unstyled('ab{prompt}bc', 'abc')).toBeNull();
  expect(unstyled('', 'a cat')).toBeNull();
  expect(styled('{prompt}{prompt}', 'x'.repeat(MOST_CHARS))).toHaveLength(MOST_CHARS);
});
