import { expect, it } from 'vitest';
import { joined, MOST_CHARS, without } from './join.ts';

it('puts words behind others with one comma', () => {
  expect(joined('', 'a cat')).toBe('a cat');
  expect(joined('a dog ', 'a cat')).toBe('a dog, a cat');
  expect(joined('a dog, ', 'a cat')).toBe('a dog, a cat');
  expect(joined('x'.repeat(MOST_CHARS), 'y')).toHaveLength(MOST_CHARS);
});

it('takes a whole part out again, wherever it stands, and no half one', () => {
  const [dog, cat] = ['a dog', 'red apple, flat (style)'];
  for (const words of [`${dog}, ${cat}`, `${cat}, ${dog}`, `${cat},${dog}`]) expect(without(words, cat)).toBe(dog);
  expect(without(`x, ${cat}, y`, cat)).toBe('x, y');
  expect(without(cat, cat)).toBe('');
  expect(without(`${cat}s`, cat)).toBeNull();
  expect(without(`no ${cat}`, cat)).toBeNull();
});
