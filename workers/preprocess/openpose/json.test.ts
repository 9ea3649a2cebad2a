import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePose, readPoseFile, writePose } from './json.ts';
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

it('a point in shares may lie outside of the picture: the list is judged by most of what is shown', () => {
  const { people } = parsePose(file({ pose_keypoints_2d: flat([0.5, 0.25, 1], [0.4, 1.1131, 1], [3.5, 0.5, 1]) }));
  expect(people[0].joints.slice(0, 3)).toEqual([
    { x: 100, y: 25, shown: true },
    { x: 80, y: 111.31, shown: true },
    { x: 700, y: 50, shown: true },
  ]);
});

it('points in the corner, which stand for none, do not make shares of pixels', () => {
  const points = JOINTS.map((_, i): [number, number, number] => (i < 4 ? [20 + i, 30 + i, 1] : [0, 0, 1]));
  const { people } = parsePose(file({ pose_keypoints_2d: flat(...points) }));
  expect(people[0].joints.slice(0, 2).map(({ x, y }) => [x, y])).toEqual([
    [20, 30],
    [21, 31],
  ]);
});

it('hidden points are not asked, whatever they hold', () => {
  const { people } = parsePose(file({ pose_keypoints_2d: flat([0.5, 0.25, 1], [-700, 900, 0], [-7, -7, 0.5]) }));
  expect(people[0].joints[0]).toEqual({ x: 100, y: 25, shown: true });
  const pixels = parsePose(file({ pose_keypoints_2d: flat([50, 25, 1], [0.5, 0.5, 0], [0.1, 0.1, 0]) }));
  expect(pixels.people[0].joints[0]).toEqual({ x: 50, y: 25, shown: true });
});

it('each list is judged by itself: a body in pixels, a hand in shares', () => {
  const { people } = parsePose(
    file({ pose_keypoints_2d: flat([50, 20, 1]), hand_left_keypoints_2d: [0.1, 0.2, 1, 1.2, 0.4, 1] }),
  );
  expect(people[0].joints[0]).toEqual({ x: 50, y: 20, shown: true });
  expect(people[0].handLeft).toEqual([20, 20, 1, 240, 40, 1]);
});

it("CMU's 25 points and COCO's 17 have the same joints in another order", () => {
  const numbered = (count: number): number[] => Array.from({ length: count }, (_, i) => [10 + i, 20 + 2 * i, 1]).flat();
  const places = (count: number): number[] =>
    parsePose(file({ pose_keypoints_2d: numbered(count) })).people[0].joints.map(({ x }) => x - 10);
  // 8 is the hips' middle, 19 and on are the feet.
  expect(places(25)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
  // The neck between the shoulders, 5 and 6.
  expect(places(17)).toEqual([0, 5.5, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3]);
});

it('a file that names no size has that of the canvas', () => {
  const people = [{ pose_keypoints_2d: flat([50, 20, 1]) }];
  expect(parsePose({ people }, { width: 300, height: 200 })).toMatchObject({ width: 300, height: 200 });
});

it("openpose-editor's form is read: points as pairs, null where there is none", () => {
  const keypoints = [JOINTS.map((_, i) => (i === 3 ? null : [10 + i, 30]))];
  const { people, width } = parsePose({ width: 200, height: 100, keypoints });
  expect(width).toBe(200);
  expect([people[0].joints[2], people[0].joints[3].shown]).toEqual([{ x: 12, y: 30, shown: true }, false]);
});

it('what of a file is not drawn is told', () => {
  const { notes } = readPoseFile(
    file({ pose_keypoints_2d: flat([50, 20, 1], [60, 30, 0.9]) }, { animals: [[1, 1, 1]] }),
  );
  expect(notes).toEqual([
    'This file has animals, which are not drawn.',
    'Points with a confidence below 1 are not drawn.',
  ]);
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
  ['19 points', file({ pose_keypoints_2d: new Array(57).fill(0) }), 'has 19 body points'],
  ['animals alone', { canvas_width: 64, canvas_height: 64, people: [], animals: [new Array(51).fill(0.5)] }, 'animals'],
  ['points that are all unsure', file({ pose_keypoints_2d: flat([50, 20, 0.87], [60, 30, 0.2]) }), 'sure enough'],
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
