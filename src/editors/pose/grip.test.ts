import { expect, it } from 'vitest';
import { addPerson, boxOf, emptyPose } from './edit.ts';
import { dragged } from './grip.ts';
import { arrowOf, scaleOf } from './keys.ts';

const from = addPerson(emptyPose(512, 512));
const { left, top, right, bottom } = boxOf(from.people[0])!;

it('a joint taken beside its middle keeps its distance to the hand', () => {
  const { x, y } = from.people[0].joints[4];
  const grip = { kind: 'joint', at: { person: 0, joint: 4 }, from, start: [x + 3, y - 2] } as const;
  expect(dragged(grip, [x + 23, y + 8]).people[0].joints[4]).toEqual({ x: x + 20, y: y + 10, shown: true });
});

it('a tap changes nothing', () => {
  expect(dragged({ kind: 'move', person: 0, from, start: [9, 9] }, [9, 9])).toBe(from);
});

it('the size handle pulled half of the diagonal inwards halves the person', () => {
  const grip = { kind: 'scale', person: 0, from, start: [right, bottom] } as const;
  const box = boxOf(dragged(grip, [(left + right) / 2, (top + bottom) / 2]).people[0])!;
  expect(box.right - box.left).toBeCloseTo((right - left) / 2, 9);
  expect(box.bottom - box.top).toBeCloseTo((bottom - top) / 2, 9);
});

it('arrows move by 1, with Shift by 10; on the size handle by per cents', () => {
  expect(arrowOf({ key: 'ArrowUp', shiftKey: false })).toEqual({ dx: 0, dy: -1 });
  expect(arrowOf({ key: 'ArrowRight', shiftKey: true })).toEqual({ dx: 10, dy: 0 });
  expect(arrowOf({ key: 'a', shiftKey: false })).toBeNull();
  expect(scaleOf({ dx: 10, dy: 0 })).toBe(1.1);
});
