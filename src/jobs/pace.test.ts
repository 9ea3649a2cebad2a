import { expect, it } from 'vitest';
import { liveSteps, paceOf } from './pace.ts';

it('follows the hand where previews come soon, and strokes where they do not', () => {
  expect(paceOf(200, 'stroke')).toBe('drawing');
  expect(paceOf(5000, 'drawing')).toBe('stroke');
});

it('nothing is promised before anything was measured', () => expect(paceOf(null, 'drawing')).toBe('stroke'));

it('does not change its mind at every hiccup', () => {
  expect(paceOf(900, 'drawing')).toBe('drawing');
  expect(paceOf(900, 'stroke')).toBe('stroke');
});

it('takes few steps, and never more than were set', () => {
  expect(liveSteps(20)).toBe(4);
  expect(liveSteps(2)).toBe(2);
});
