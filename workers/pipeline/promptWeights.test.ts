import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePromptWeights, weightHidden } from './promptWeights.ts';

describe('parsePromptWeights', () => {
  // The examples of A1111's own docstring first (modules/prompt_parser.py).
  it.each([
    ['normal text', [['normal text', 1]]],
    ['an (important) word', [['an ', 1], ['important', 1.1], [' word', 1]]],
    ['(unbalanced', [['unbalanced', 1.1]]],
    ['\\(literal\\]', [['(literal]', 1]]],
    ['(unnecessary)(parens)', [['unnecessaryparens', 1.1]]],
    ['a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).', [
      ['a ', 1], ['house', 1.5730000000000004], [' ', 1.1], ['on', 1], [' a ', 1.1], ['hill', 0.55],
      [', sun, ', 1.1], ['sky', 1.4641000000000006], ['.', 1.1],
    ]],
    ['', [['', 1]]],
    ['a) b] c', [['a) b] c', 1]]],
    ['[low] (a:b)', [['low', 1 / 1.1], [' ', 1], ['a:b', 1.1]]],
    ['(a:1.2.3)', [['a:1.2.3)', 1.1]]],
    ['(word : 1.2)', [['word ', 1.2]]],
    ['(a:-1) (b:+2)', [['a', -1], [' ', 1], ['b', 2]]],
    ['a:1.2) b', [['a:1.2) b', 1]]],
    ['\\\\ \\', [['\\ ', 1]]],
  ])('%s', (prompt, expected) => {
    const pieces = parsePromptWeights(prompt);
    expect(pieces.map(({ text }) => text)).toEqual(expected.map(([text]) => text));
    pieces.forEach(({ weight }, i) => expect(weight).toBeCloseTo(Number(expected[i][1]), 12));
  }); // prettier-ignore

  it('never throws, and loses nothing but syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('ab()[]:\\1.2 ')) }), (prompt) => {
        const letters = (text: string) => text.replace(/[^ab]/g, '');
        expect(letters(parsePromptWeights(prompt).map(({ text }) => text).join(''))).toBe(letters(prompt));
      }),
    ); // prettier-ignore
  });
});

describe('weightHidden', () => {
  it('multiplies rows, then restores the mean', () => {
    // [1,3,5,7] with weights 2 and 1 is [2,6,5,7]: mean 5, was 4, so all times 4/5.
    const result = weightHidden(new Float32Array([1, 3, 5, 7]), new Float32Array([2, 1]));
    expect([...result]).toEqual([1.6, 4.8, 4, 5.6].map(Math.fround));
  });

  it('leaves states with weight 1 alone, and survives a mean of zero', () => {
    const hidden = new Float32Array([1, -1]);
    expect(weightHidden(hidden, new Float32Array([1, 1]))).toBe(hidden);
    expect([...weightHidden(hidden, new Float32Array([2, 2]))]).toEqual([2, -2]);
  });
});
