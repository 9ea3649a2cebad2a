import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { drawOptions } from './dynamic.ts';
import { extraNetworks } from './extraNetworks.ts';
import { readPrompt } from './readPrompt.ts';
import { pieceAt, promptSchedule } from './schedule.ts';

const fixture = new URL('../../../python/golden/fixtures/prompt-schedules.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly cases: readonly (readonly [string, readonly (readonly [number, string])[]])[];
};

describe('schedules', () => {
  it(`equal A1111's in ${cases.length} prompts`, () => {
    const got = cases.map(([prompt]) => promptSchedule(prompt, 10).map(({ until, text }) => [until, text]));
    expect(got).toEqual(cases.map(([, schedule]) => schedule));
  });

  it('take any text, end at the last step and rise', () => {
    const signs = fc.string({ unit: fc.constantFrom('[', ']', '(', ')', ':', '|', '\\', 'a', ' ', '.5', '3', '\n') });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string()), fc.integer({ min: 1, max: 150 }), (prompt, steps) => {
        const ends = promptSchedule(prompt, steps).map(({ until }) => until);
        expect(ends.at(-1)).toBe(steps);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
      }),
    );
  });

  it.each(['['.repeat(20_000), '[a|'.repeat(6_000), `${'['.repeat(5_000)}a${']'.repeat(5_000)}`, `${'(['.repeat(150)}a|b${'])'.repeat(150)}`])('hold against depth %#', (prompt) => {
    expect(promptSchedule(prompt, 20).length).toBeGreaterThan(0);
  }); // prettier-ignore

  it('keep a text up to and with its last number, counted from 0, as A1111 does', () => {
    const schedule = promptSchedule('[a:b:0.5]', 4);
    expect([0, 1, 2, 3].map((step) => schedule[pieceAt(schedule, step)]?.text)).toEqual(['a', 'a', 'a', 'b']);
  });
});

test.each([
  ['a <lora:fern:0.8> b', 'a  b', [{ name: 'fern', weight: 0.8, textWeight: 0.8 }], []],
  ['<lora:fern>', '', [{ name: 'fern', weight: 1, textWeight: 1 }], []],
  ['<lora:fern:0.5:-1>', '', [{ name: 'fern', weight: -1, textWeight: 0.5 }], []],
  ['<lora:fern:0.5:te=0.2>', '', [{ name: 'fern', weight: 0.2, textWeight: 0.2 }], []],
  ['<lora:fern:unet=0.3>', '', [{ name: 'fern', weight: 0.3, textWeight: 1 }], []],
  ['<lyco:a b:2>x', 'x', [{ name: 'a b', weight: 2, textWeight: 2 }], []],
  ['<lora:fern:much>', '', [], ['<lora:fern:much>']],
  ['<hypernet:old:1>', '', [], ['<hypernet:old:1>']],
  ['a <3 b <b:c> <lora:', 'a <3 b <b:c> <lora:', [], []],
])('%s', (text, prompt, loras, others) => {
  expect(extraNetworks(text)).toEqual({ prompt, loras, others });
});

describe('options', () => {
  it('are drawn with the seed, each about as often as the others', () => {
    const drawn = Array.from({ length: 600 }, (_, seed) => drawOptions('{a|b|c}', seed));
    expect(drawn.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, seed) => drawOptions('{a|b|c}', seed)));
    // 200 of each expected; the deviation is sqrt(600 * 1/3 * 2/3) = 11.5.
    for (const option of ['a', 'b', 'c']) expect(Math.abs(drawn.filter((each) => each === option).length - 200)).toBeLessThan(60); // prettier-ignore
  });

  it('may be nested, weighted, empty; braces without a choice are text', () => {
    const all = new Set(Array.from({ length: 200 }, (_, seed) => drawOptions('x {a|{b|c}} y', seed)));
    expect([...all].sort()).toEqual(['x a y', 'x b y', 'x c y']);
    expect(new Set(Array.from({ length: 50 }, (_, seed) => drawOptions('{0::a|1::b}', seed)))).toEqual(new Set(['b']));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => drawOptions('{a|}', seed)))).toEqual(new Set(['a', '']));
    expect(drawOptions('{novel} { } }{', 1)).toBe('{novel} { } }{');
  });
});

test('what cannot be followed is named; words of AND are joined', () => {
  const read = readPrompt({ prompt: 'cat :1.2 AND (dog:99999) <hypernet:x:1>', negativePrompt: 'BRAND', seed: 1, steps: 4 });
  expect(read.prompt).toEqual([{ until: 4, text: 'cat, (dog:99999)' }]);
  expect(read.negative).toEqual([{ until: 4, text: 'BRAND' }]);
  expect(read.notTaken).toEqual(['<hypernet:x:1>', 'AND', '(:99999)']);
}); // prettier-ignore
