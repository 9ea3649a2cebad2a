import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePose, writePose } from './json.ts';
import { JOINTS, type Pose } from './skeleton.ts';

const flat = (...known: (readonly [number, number, number])[]): number[] =>
  JOINTS.flatMap((_, i) => known[i] ?? [0, 0, 0]);
const file = (person: unknown, more = {}): unknown => ({
  canvas_width: 200,
  canvas_height: 100,
  people: [person],
  ...more,
});

it('reads pixels; confidence below 1 is a joint that is not shown', () => {
  const { people } = parsePose(file({ pose_keypoints_2d: flat([50, 20, 1], [60, 30, 0.9]) }));
  expect(people[0].joints.slice(0, 3)).toEqual([
    { x: 50, y: 20, shown: true },
    { x: 60, y: 30, shown: false },
    { x: 0, y: 0, shown: false },
  ]);
});

it('points that all lie in 0...1 are shares of the canvas: 0.5 * 200, 0.25 * 100', () => {
  const { people } = parsePose(file({ pose_keypoints_2d: flat([0.5, 0.25, 1], [1, 1, 1]) }));
  expect(people[0].joints[0]).toEqual({ x: 100, y: 25, shown: true });
  expect(people[0].joints[1]).toEqual({ x: 200, y: 100, shown: true });
});

it('hands and face are carried along, in pixels; what other tools write as null is absent', () => {
  const text = JSON.stringify([
    file({
      pose_keypoints_2d: flat([50, 20, 1]),
      hand_left_keypoints_2d: [0.1, 0.2, 1],
      hand_right_keypoints_2d: null,
      face_keypoints_2d: [],
    }),
  ]);
  const pose = parsePose(text);
  expect(pose.people[0].handLeft).toEqual([20, 20, 1]);
  expect(Object.keys(writePose(pose).people[0])).toEqual(['pose_keypoints_2d', 'hand_left_keypoints_2d']);
});

it('any pose comes back as it was written', () => {
  // Beyond 1, or the file would look normalised.
  const coordinate = fc.integer({ min: 2, max: 9999 }).map((value) => value / 4 + 2);
  const joint = fc.record({ x: coordinate, y: coordinate, shown: fc.boolean() });
  const person = fc.record({ joints: fc.array(joint, { minLength: 18, maxLength: 18 }) });
  const pose = fc.record({
    width: fc.integer({ min: 1, max: 8192 }),
    height: fc.integer({ min: 1, max: 8192 }),
    people: fc.array(person, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(pose, (given: Pose) => {
      expect(parsePose(JSON.stringify(writePose(given)))).toEqual(given);
    }),
  );
});

const body = { pose_keypoints_2d: flat() };
it.each([
  ['no JSON', '{', 'no JSON'],
  ['a number', 3, 'no object'],
  ['two in a list', [file(body), file(body)], 'no object'],
  ['no size', { people: [] }, 'canvas_width'],
  ['a huge canvas', file(body, { canvas_width: 1e9 }), 'canvas_width'],
  ['a canvas of NaN', file(body, { canvas_height: NaN }), 'canvas_height'],
  ['no people', { canvas_width: 1, canvas_height: 1 }, 'people'],
  ['a crowd', file(body, { people: new Array(101).fill(body) }), '101 people'],
  ['a person that is a string', file('me'), 'Person 1'],
  ['25 points', file({ pose_keypoints_2d: new Array(75).fill(0) }), 'has 25 body points'],
  ['55 numbers', file({ pose_keypoints_2d: new Array(55).fill(0) }), 'has 55 numbers'],
  ['points that are text', file({ pose_keypoints_2d: '1,2,1' }), 'no list'],
  ['NaN', file({ pose_keypoints_2d: flat([NaN, 1, 1]) }), '[0] is null'],
  ['a point beyond all canvases', file({ pose_keypoints_2d: flat([1, 1e300, 1]) }), '[1] is 1e+300'],
  ['a null among the numbers', file({ face_keypoints_2d: [1, null, 1] }), '[1] is null'],
])('%s is refused by name', (_what, input, message) => {
  expect(() => parsePose(input)).toThrow(
    expect.objectContaining({ code: 'bad-input', message: expect.stringContaining(message) }),
  );
});
