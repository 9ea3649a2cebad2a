import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOINTS, type Pose } from '../../../workers/preprocess/openpose/pose.ts';
import * as edit from './edit.ts';

const one = edit.addPerson(edit.emptyPose(512, 512));
const joint = (pose: Pose, name: (typeof JOINTS)[number], person = 0): { x: number; y: number; shown: boolean } =>
  pose.people[person].joints[JOINTS.indexOf(name)];
const index = (name: (typeof JOINTS)[number]): edit.At => ({ person: 0, joint: JOINTS.indexOf(name) });

describe('addPerson', () => {
  it('stands upright, all 18 joints on the canvas, the right hand on our left', () => {
    expect(one.people[0].joints.every(({ shown }) => shown)).toBe(true);
    expect(joint(one, 'nose').y).toBeLessThan(joint(one, 'neck').y);
    expect(joint(one, 'right hip').y).toBeLessThan(joint(one, 'right ankle').y);
    expect(joint(one, 'right wrist').x).toBeLessThan(joint(one, 'left wrist').x);
  });

  it.each([
    [64, 2048],
    [2048, 64],
    [1, 1],
  ])('fits a canvas of %i x %i', (width, height) => {
    const box = edit.boxOf(edit.addPerson(edit.emptyPose(width, height)).people[0])!;
    expect(box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height).toBe(true);
  });

  it('the next one stands beside', () => {
    expect(joint(edit.addPerson(one), 'neck', 1).x).toBe(256 + 0.25 * 512);
  });
});

describe('mirrorPerson', () => {
  it('a raised right hand becomes a raised left hand on the other side', () => {
    const { left, right } = edit.boxOf(one.people[0])!;
    const raised = edit.moveJoint(one, index('right wrist'), left, 10);
    const mirrored = edit.mirrorPerson(raised, 0);
    expect(joint(mirrored, 'left wrist')).toEqual({ x: right, y: 10, shown: true });
    expect(joint(mirrored, 'right wrist').y).toBe(joint(raised, 'left wrist').y);
  });

  it('twice is none, hands included', () => {
    const hands = { handLeft: [1, 2, 1], handRight: [9, 8, 1] };
    const pose = { ...one, people: [{ ...one.people[0], ...hands }] };
    const mirrored = edit.mirrorPerson(pose, 0);
    expect(mirrored.people[0].handLeft!.slice(1)).toEqual([8, 1]);
    const back = edit.mirrorPerson(mirrored, 0).people[0];
    for (const [i, { x, y }] of back.joints.entries()) {
      expect(x).toBeCloseTo(one.people[0].joints[i].x, 9);
      expect(y).toBe(one.people[0].joints[i].y);
    }
    expect(back.handLeft![0]).toBeCloseTo(1, 9);
  });
});

describe('hands and a face hang on their joints', () => {
  const extras = { handLeft: [1, 2, 1, 0, 0, 0], handRight: [9, 8, 1], face: [100, 50, 1] };
  const pose = { ...one, people: [{ ...one.people[0], ...extras }] };
  const person = ({ people }: Pose) => ({ ...people[0], joints: undefined });
  const by = (from: Pose, name: (typeof JOINTS)[number], dx: number, dy: number): Pose => {
    const { x, y } = joint(from, name);
    return edit.moveJoint(from, index(name), x + dx, y + dy);
  };

  it('a wrist takes its hand along; points that were never found stay so', () => {
    expect(person(by(pose, 'left wrist', 5, -3))).toEqual({ ...extras, handLeft: [6, -1, 1, 0, 0, 0] });
    expect(person(by(pose, 'right wrist', 5, -3))).toEqual({ ...extras, handRight: [14, 5, 1] });
  });

  it('what the edge stops, it stops for both', () => {
    const { y } = joint(pose, 'nose');
    expect(person(edit.moveJoint(pose, index('nose'), joint(pose, 'nose').x, -99)).face).toEqual([100, 50 - y, 1]);
  });

  it('the nose takes the face along; the neck does where there is no nose', () => {
    expect(person(by(pose, 'nose', 7, 1)).face).toEqual([107, 51, 1]);
    expect(person(by(pose, 'neck', 7, 1))).toEqual(extras);
    const joints = pose.people[0].joints.map((each, i) => (i === 0 ? { x: 0, y: 0, shown: false } : each));
    const noseless = { ...pose, people: [{ ...pose.people[0], joints }] };
    expect(person(by(noseless, 'neck', 7, 1)).face).toEqual([107, 51, 1]);
  });

  it.each([
    ['left wrist', 'handLeft'],
    ['right wrist', 'handRight'],
    ['nose', 'face'],
  ] as const)('without the %s there is no %s', (name, part) => {
    const left = { ...extras, [part]: undefined };
    expect(person(edit.showJoint(pose, index(name), false))).toEqual(left);
  });

  it('other joints move alone', () => {
    expect(person(by(pose, 'left elbow', 9, 9))).toEqual(extras);
    expect(person(edit.showJoint(pose, index('left elbow'), false))).toEqual(extras);
  });
});

describe('showJoint', () => {
  it('a hidden joint comes back where it was', () => {
    const hidden = edit.showJoint(one, index('left knee'), false);
    expect(joint(hidden, 'left knee')).toEqual({ ...joint(one, 'left knee'), shown: false });
    expect(edit.showJoint(hidden, index('left knee'), true)).toEqual(one);
  });

  it('one that a file left out appears where a body of that size has it', () => {
    const joints = one.people[0].joints.map((each, i) =>
      i === JOINTS.indexOf('left knee') ? { x: 0, y: 0, shown: false } : each,
    );
    const shown = joint(edit.showJoint({ ...one, people: [{ joints }] }, index('left knee'), true), 'left knee');
    expect(shown.x).toBeCloseTo(joint(one, 'left knee').x, 6);
    expect(shown.y).toBeCloseTo(joint(one, 'left knee').y, 6);
  });

  it('with nothing to go by it appears in the middle', () => {
    const joints = JOINTS.map(() => ({ x: 0, y: 0, shown: false }));
    const pose = edit.showJoint({ ...one, people: [{ joints }] }, index('nose'), true);
    expect(joint(pose, 'nose')).toEqual({ x: 256, y: 256, shown: true });
  });
});

describe('whole people', () => {
  it('moving stops at the edge and keeps the shape', () => {
    const moved = edit.movePerson(one, 0, 9999, 0);
    const shift = joint(moved, 'nose').x - joint(one, 'nose').x;
    expect(edit.boxOf(moved.people[0])!.right).toBeCloseTo(512, 9);
    expect(joint(moved, 'left ankle').x - joint(one, 'left ankle').x).toBeCloseTo(shift, 9);
  });

  it('scaling by a half halves the box around its corner', () => {
    const before = edit.boxOf(one.people[0])!;
    const after = edit.boxOf(edit.scalePerson(one, 0, 0.5).people[0])!;
    expect([after.left, after.top]).toEqual([before.left, before.top]);
    expect(after.right - after.left).toBeCloseTo((before.right - before.left) / 2, 9);
  });

  it('nothing that is done leaves the canvas', () => {
    const action = fc.oneof(
      fc.tuple(fc.constant('move'), fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })),
      fc.tuple(fc.constant('scale'), fc.integer({ min: 1, max: 400 }), fc.constant(0)),
      fc.tuple(fc.constant('mirror'), fc.constant(0), fc.constant(0)),
      fc.tuple(fc.constant('joint'), fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        let pose = one;
        for (const [kind, a, b] of actions) {
          if (kind === 'move') pose = edit.movePerson(pose, 0, a, b);
          else if (kind === 'scale') pose = edit.scalePerson(pose, 0, a / 100);
          else if (kind === 'mirror') pose = edit.mirrorPerson(pose, 0);
          else pose = edit.moveJoint(pose, { person: 0, joint: (a + 900) % 18 }, a, b);
        }
        const box = edit.boxOf(pose.people[0])!;
        expect(Math.min(box.left, box.top)).toBeGreaterThan(-1e-6);
        expect(Math.max(box.right, box.bottom)).toBeLessThan(512 + 1e-6);
      }),
    );
  });

  it('removing one leaves the others', () => {
    const two = edit.addPerson(one);
    expect(edit.removePerson(two, 0).people).toEqual([two.people[1]]);
  });
});

it('jointNear takes the nearest in reach; a hidden one only where no other is', () => {
  const { x, y } = joint(one, 'left wrist');
  expect(edit.jointNear(one, x + 3, y, 5, 0)).toEqual(index('left wrist'));
  expect(edit.jointNear(one, x + 6, y, 5, 0)).toBeNull();
  const nose = joint(one, 'nose');
  const hidden = edit.showJoint(one, index('nose'), false);
  expect(edit.jointNear(hidden, nose.x, nose.y, 30, 0)).not.toEqual(index('nose'));
  expect(edit.jointNear(hidden, nose.x, nose.y, 5, 0)).toEqual(index('nose'));
});

it('fitPose stretches with the canvas: 512 to 256 x 1024 halves x and doubles y', () => {
  const { x, y } = joint(one, 'neck');
  expect(joint(edit.fitPose(one, 256, 1024), 'neck')).toEqual({ x: x / 2, y: y * 2, shown: true });
  expect(edit.fitPose(one, 512, 512)).toBe(one);
});
