import { expect, it } from 'vitest';
import { parsePresets, withPresets } from './parse.ts';
import type { Preset } from '../state/presets.ts';

const preset = (id: string, name: string): Preset => ({
  id,
  name,
  prompt: '{prompt}, ink',
  negativePrompt: 'fog',
  overrides: { steps: 12, sampler: 'euler' },
  model: { id: 'a/b', name: 'B' },
});

it('reads what was stored, and of damaged lists what can be used', () => {
  const whole = [preset('1', 'Ink'), { ...preset('2', 'Plain'), overrides: null, model: null }];
  expect(parsePresets(structuredClone(whole))).toEqual(whole);
  const damaged = [
    null,
    7,
    { ...preset('3', ''), extra: 1 },
    { ...preset('4', 'x'), prompt: 5 },
    { ...preset('5', 'y'), overrides: { steps: 'many' }, model: { id: 3 } },
  ];
  expect(parsePresets(damaged)).toEqual([{ ...preset('5', 'y'), overrides: {}, model: null }]);
  for (const none of [undefined, null, {}, 'x']) expect(parsePresets(none)).toEqual([]);
});

it('has one of each name', () => {
  const list = [preset('1', 'Ink'), preset('2', 'Flat')];
  const added = { ...preset('3', 'Ink'), prompt: 'other' };
  expect(withPresets(list, [added, preset('4', 'New')])).toEqual([{ ...added, id: '1' }, list[1], preset('4', 'New')]);
});
