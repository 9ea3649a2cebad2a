import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawPose } from './draw.ts';
import { parsePose } from './json.ts';

interface Case {
  readonly name: string;
  readonly people: readonly (readonly number[])[];
  readonly canvas: readonly [number, number];
  readonly width: number;
  readonly height: number;
  readonly runs: readonly number[];
}
interface ExtrasCase extends Omit<Case, 'people'> {
  readonly person: {
    readonly body: number[];
    readonly left: number[];
    readonly right: number[];
    readonly face: number[];
  };
}
const { cases, extras } = JSON.parse(readFileSync('python/golden/fixtures/poses.json', 'utf8')) as {
  cases: Case[];
  extras: ExtrasCase[];
};

function unpack({ width, height, runs }: Omit<Case, 'people'>): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  let at = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const colour = [runs[i + 1] >> 16, (runs[i + 1] >> 8) & 255, runs[i + 1] & 255];
    for (let n = 0; n < runs[i]; n++, at += 3) data.set(colour, at);
  }
  return data;
}

it.each(cases)('draws every pixel as OpenCV: $name', (each) => {
  const [canvas_width, canvas_height] = each.canvas;
  const people = each.people.map((pose_keypoints_2d) => ({ pose_keypoints_2d }));
  const { data } = drawPose(parsePose({ canvas_width, canvas_height, people }), each.width, each.height);
  const expected = unpack(each);
  expect(expected.some((value) => value > 0)).toBe(true);
  expect(data.length).toBe(expected.length);
  expect(data.reduce((count, value, i) => count + (value === expected[i] ? 0 : 1), 0)).toBe(0);
});

it.each(extras)('draws hands and faces as controlnet_aux, pixel for pixel: $name', (each) => {
  const [canvas_width, canvas_height] = each.canvas;
  const { body, left, right, face } = each.person;
  const person = {
    pose_keypoints_2d: body,
    hand_left_keypoints_2d: left,
    hand_right_keypoints_2d: right,
    face_keypoints_2d: face,
  };
  const { data } = drawPose(parsePose({ canvas_width, canvas_height, people: [person] }), each.width, each.height);
  const expected = unpack(each);
  expect(expected.some((value) => value > 0)).toBe(true);
  expect(data.reduce((count, value, i) => count + (value === expected[i] ? 0 : 1), 0)).toBe(0);
});

it('nobody is a black map', () => {
  const { data } = drawPose({ width: 8, height: 8, people: [] }, 3, 2);
  expect([...data]).toEqual(new Array(18).fill(0));
});
