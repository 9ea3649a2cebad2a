import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EMBEDDED } from '../machine/embedded.ts';
import { restyled, STYLE_NAMES, styleOf } from './styles.ts';

it('has the styles of the model card', () => {
  const card = readFileSync(new URL('../../public/models/inkling-mini/README.md', import.meta.url), 'utf8');
  const [, list = ''] = /Style words: ([^.]+)\./.exec(card) ?? [];
  expect([...STYLE_NAMES].sort()).toEqual(list.split(/,\s*/).sort());
});

it('gives words one style, and takes it again', () => {
  expect(restyled('red apple', 'flat')).toBe('red apple, flat style');
  expect(restyled('red apple, flat style, on a plate', 'glossy')).toBe('red apple, on a plate, glossy style');
  expect(restyled('flat style, emoji style', null)).toBe('');
  expect(restyled('', 'bold')).toBe('bold style');
  expect(styleOf('a flat style of living')).toBeNull();
  expect(EMBEDDED.examples.map(styleOf)).toEqual(['flat', 'emoji', 'cartoon', 'flat', 'glossy']);
});
