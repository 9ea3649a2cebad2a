import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loraWeight, withLora } from './loraTag.ts';

test.each([
  ['a cat', 'fern', 0.8, 'a cat <lora:fern:0.8>'],
  ['a <lora:fern:0.8> cat', 'Fern', 1, 'a <lora:Fern:1> cat'],
  ['a <lora:fern:0.8> cat', 'fern', 0, 'a cat'],
  ['a <lora:fern> <lora:fern:2> cat', 'fern', 0.5, 'a <lora:fern:0.5> cat'],
  ['a <lora:moss:1>', 'fern', 0, 'a <lora:moss:1>'],
  ['', 'a:b>', 1, '<lora:a b:1>'],
])('%s, %s at %d', (prompt, name, weight, wanted) => {
  expect(withLora(prompt, name, weight)).toBe(wanted);
});

test('a weight that was written is read; others stay', () => {
  const name = fc.stringMatching(/^[a-z][\w -]{0,12}[a-z]$/);
  fc.assert(
    fc.property(fc.string(), name, fc.integer({ min: -40, max: 40 }), (prompt, own, twentieths) => {
      const weight = twentieths / 20;
      expect(loraWeight(withLora(prompt, own, weight), own)).toBe(weight);
    }),
  );
  expect(loraWeight('<lora:fern> <lora:moss:0.5:1>', 'fern')).toBe(1);
});
