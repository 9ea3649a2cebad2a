import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTold } from './programs.ts';
import type { ToldRequest } from './types.ts';
import type { FileText } from '../../files/fileText.ts';

interface Form {
  readonly what: string;
  readonly texts: readonly FileText[];
  readonly program: string;
  readonly request: ToldRequest;
  readonly names: readonly string[];
  readonly model?: string;
}

/** Each program's own form, with values of our own. */
const FORMS: readonly Form[] = JSON.parse(readFileSync(new URL('./forms/programs.json', import.meta.url), 'utf8'));
const one = (key: string, value: unknown): readonly FileText[] => [{ key, text: JSON.stringify(value) }];

describe('programs that write JSON', () => {
  it.each(FORMS)('$what', ({ texts, names, model, program, request }) => {
    const told = readTold(texts);
    expect({ program: told?.program, request: told?.request }).toEqual({ program, request });
    expect(told?.notTaken.map(({ name }) => name)).toEqual(names);
    if (model !== undefined) expect(told?.model?.name).toBe(model);
  });

  it.each([
    ['JSON of something else', { name: 'a', steps: 4 }],
    ['a list', [1, 2, 3]],
    ['a manifest', { prompt: null }],
    ['deep nesting', JSON.parse('{"prompt":'.repeat(40) + '{}' + '}'.repeat(40))],
  ])('%s tells nothing', (_, value) => {
    expect(readTold(one('parameters', value))).toBeNull();
  });

  it('whatever values stand there, nothing throws and nothing comes that generate would refuse', () => {
    const value = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.anything(), { maxLength: 3 }),
      fc.object({ maxDepth: 2 }),
    );
    const objects = FORMS.flatMap(({ texts }) => texts.map(({ text }) => text)).filter((text) => text.startsWith('{'));
    fc.assert(
      fc.property(
        fc.constantFrom(...objects),
        fc.array(fc.tuple(fc.nat(), value), { maxLength: 6 }),
        (text, changes) => {
          const root = JSON.parse(text) as Record<string, Record<string, unknown> | undefined>;
          const target: Record<string, unknown> = root['sui_image_params'] ?? root['image'] ?? root;
          for (const [at, to] of changes) target[Object.keys(target)[at % Object.keys(target).length] ?? ''] = to;
          const request = readTold([{ key: 'parameters', text: JSON.stringify(root) }])?.request ?? {};
          const { steps = 1, width = 8, height = 8, seed = 0, guidanceScale = 0, clipSkip = 0, init } = request;
          for (const number of [steps, width, height, seed, clipSkip]) expect(Number.isInteger(number)).toBe(true);
          expect([
            steps >= 1 && steps <= 150,
            width % 8,
            height % 8,
            seed >= 0,
            guidanceScale <= 30,
            (init?.strength ?? 0) <= 1,
          ]).toEqual([true, 0, 0, true, true, true]);
        },
      ),
    );
  });
});
