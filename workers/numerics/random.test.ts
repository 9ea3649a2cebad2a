import { describe, expect, test } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { createMt19937 } from './mt19937.ts';
import { philox } from './philox.ts';
import { createRandom } from './random.ts';

const golden = readGolden('noise');

describe.each(golden.cases)('$name', ({ kind, inputs, outputs }) => {
  test('successive calls give the reference values', () => {
    const random = createRandom(kind as 'torch' | 'philox', inputs['seed'] as number);
    const actual = (inputs['sizes'] as number[]).flatMap((size) => [...random.randn(size)]);
    const expected = golden.floats(outputs['values']);
    expect(actual.length).toBe(expected.length);
    let worst = 0;
    for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    expect(worst).toBeLessThanOrEqual(golden.tolerance);
  });
});

test('mt19937 gives the reference implementation’s words for its default seed', () => {
  const next = createMt19937(5489);
  expect([next(), next(), next()]).toEqual([3499211612, 581869302, 3890346734]);
});

test.each([
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [Array(4).fill(0xffffffff), Array(2).fill(0xffffffff), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
])('philox gives Random123’s known answers for counter %j', (counter, key, words) => {
  const state = Uint32Array.from(counter);
  philox(state, Uint32Array.from(key));
  expect([...state]).toEqual(words);
});

test('philox noise is what CUDA gives for torch.randn(3, 4) with seed 0', () => {
  const published = [
    -0.92466259, -0.42534415, -2.6438457, 0.14518388, -0.12086647, -0.57972564, -0.62285122, -0.32838709, -1.07454231,
    -0.36314407, -1.67105067, 2.26550497,
  ];
  createRandom('philox', 0)
    .randn(12)
    .forEach((value, i) => expect(value).toBeCloseTo(published[i], 6));
});

test('a generator is reproducible and seeds differ', () => {
  expect(createRandom('torch', 3).randn(40)).toEqual(createRandom('torch', 3).randn(40));
  expect(createRandom('torch', 3).randn(40)).not.toEqual(createRandom('torch', 4).randn(40));
  expect(createRandom('philox', 1).randn(4)).not.toEqual(createRandom('philox', 1 + 2 ** 32).randn(4));
});
