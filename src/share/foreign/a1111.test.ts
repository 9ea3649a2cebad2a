import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTold } from './programs.ts';
import type { ToldSettings } from './types.ts';
import type { FileText } from '../../files/fileText.ts';

interface Form extends Partial<Pick<ToldSettings, 'program' | 'request'>> {
  readonly what: string;
  readonly texts: readonly FileText[];
  readonly names?: readonly string[];
  readonly model?: string;
}

/** As the programs of the field write them, each with what it means there. */
const FORMS: readonly Form[] = JSON.parse(readFileSync(new URL('./forms/a1111.json', import.meta.url), 'utf8'));
const told = (text: string): ToldSettings | null => readTold([{ key: 'parameters', text }]);

describe('the parameters text', () => {
  it.each(FORMS)('$what', ({ texts, names, model, program, request }) => {
    const got = readTold(texts);
    expect(got).toMatchObject({ ...(program && { program }), ...(request && { request }) });
    // With a second pass the strength is that pass's own.
    if (names?.includes('Hires. fix (second pass)')) expect(got?.request.init).toBeUndefined();
    if (names) expect([...new Set(got?.notTaken.map(({ name }) => name))]).toEqual(names);
    if (model !== undefined) expect(got?.model?.name).toBe(model);
  });

  it.each([
    ['a comment', 'Created with GIMP'],
    ['nothing', ''],
    ['words with colons', 'a sign: open, a door: shut'],
    ['a novel', 'word '.repeat(100_000)],
    ['JSON whose words have weights', '{"text": "(steam:1.2), (soot:1.1), (rust:1.3)", "x": [1, 2, 3]}'],
  ])('%s is none', (_, text) => {
    expect(told(text)).toBeNull();
  });

  it.each([
    ['CFG scale: 7', 0],
    ['CFG scale: 7, CFG Rescale: 0.7', 0.7],
    ['CFG scale: 7, CFG Rescale φ: 0.5', 0.5],
    ['CFG scale: 7, CFG Rescale phi: 0.4', 0.4],
    ['Model: x', undefined],
  ])('"%s" says a rescale of %s', (said, rescale) => {
    const got = told(`house\nSteps: 5, ${said}, Seed: 1, Size: 64x64`);
    expect(got?.notTaken).toEqual([]);
    expect(got?.request.guidanceRescale).toBe(rescale);
  });

  it('whatever it holds, it is read in time linear to its length', () => {
    const long = 100_000;
    const pieces = [
      'a',
      'aa: "',
      ' ',
      'a:',
      '\\"',
      'aa: [x,',
      'aa: {",',
      '<lora:',
      '[a:',
      '(x:',
      '-s 5 ',
      'Steps: 5, ',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(long / piece.length);
      const start = performance.now();
      told(`Steps: 1, Seed: 2, Size: 3, ${text}`);
      told(`${text}\nSteps: 1, Seed: 2, Size: 3`);
      readTold([{ key: 'Dream', text }]);
      expect(performance.now() - start, piece).toBeLessThan(3000);
    }
  });

  it('never throws, and gives nothing that generate would refuse', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Steps: 5, ',
        'Seed: ',
        'Negative prompt: ',
        '\n',
        '"',
        ', ',
        'ControlNet 0: "Model: a, Weight: 3"',
        'Size: 9x9',
        'CFG scale: -1, ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const request = told(pieces.join(''))?.request ?? {};
        const { steps = 1, guidanceScale = 1, width = 8, height = 8, seed = 0 } = request;
        expect([
          steps >= 1,
          steps <= 150,
          guidanceScale >= 0,
          guidanceScale <= 30,
          width % 8,
          height % 8,
          seed >= 0,
        ]).toEqual([true, true, true, true, 0, 0, true]);
      }),
    );
  });
});
