import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { finishName } from './finish.ts';
import { type Finish, INITIAL_FINISH } from '../state/finish.ts';
import { encodeFinish, parseFinish } from './wire.ts';

const FULL: Finish = {
  name: 'clean',
  ink: 'none',
  colours: 8,
  background: 'transparent',
  gap: 2,
  inverted: true,
};

it('comes back as it was; what is as usual takes no room', () => {
  expect(parseFinish(encodeFinish(FULL))).toEqual(FULL);
  expect(encodeFinish(INITIAL_FINISH)).toEqual({});
  expect(parseFinish({})).toEqual(INITIAL_FINISH);
});

it.each([
  [{ f: 'glossy' }, 'name'],
  [{ i: 'red' }, 'ink'],
  [{ n: 33 }, 'colours'],
  [{ n: 2.5 }, 'colours'],
  [{ b: 7 }, 'background'],
  [{ g: -1 }, 'gap'],
  [{ v: 2 }, 'inverted'],
] as const)('of %j the rest is taken, and %s is as usual', (damage, field) => {
  const found = parseFinish({ ...encodeFinish(FULL), ...damage });
  expect(found).toEqual({ ...FULL, [field]: INITIAL_FINISH[field] });
});

it('no value at all makes it throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => parseFinish(value).gap >= 0));
});

it("the user's choice goes before the pack's, the pack's before the model's own", () => {
  const pack = (finish: 'clean' | 'painted') => ({ defaults: { finish } }) as Parameters<typeof finishName>[1];
  expect(finishName({ name: 'painted' }, pack('clean'))).toBe('painted');
  expect(finishName({ name: null }, pack('clean'))).toBe('clean');
  // Before any pack has loaded it is the page's own that will.
  expect(finishName({ name: null }, null)).toBe('clean');
});
