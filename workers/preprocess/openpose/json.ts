// OpenPose's JSON to a pose and back. Trusts nothing: whatever is not as it should be is named. Pure.
import { AppError } from '../../errors.ts';
import { type Joint, JOINTS, type Person, type Pose } from './skeleton.ts';

export const MAX_SIDE = 8192;
export const MAX_PEOPLE = 100;
const MAX_CHARACTERS = 10_000_000;
/** Far outside of any canvas; keeps drawing finite. */
const MAX_COORDINATE = 100_000;
const MAX_EXTRA_POINTS = 200;

/** The shape of the file. */
export interface OpenPoseJson {
  readonly canvas_width: number;
  readonly canvas_height: number;
  readonly people: readonly OpenPosePerson[];
}

interface OpenPosePerson {
  readonly pose_keypoints_2d: readonly number[];
  readonly hand_left_keypoints_2d?: readonly number[];
  readonly hand_right_keypoints_2d?: readonly number[];
  readonly face_keypoints_2d?: readonly number[];
}

/**
 * A pose from JSON: text, or what JSON.parse made of it. A list of one is taken as that one, as other tools write it.
 * @throws AppError 'bad-input'
 */
export function parsePose(input: unknown): Pose {
  const parsed = typeof input === 'string' ? parseText(input) : input;
  const root = record(Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed, 'The pose');
  const width = side(root['canvas_width'], 'canvas_width');
  const height = side(root['canvas_height'], 'canvas_height');
  const people = root['people'];
  if (!Array.isArray(people)) throw bad('"people" is missing or no list.');
  if (people.length > MAX_PEOPLE) throw bad(`It has ${people.length} people; at most ${MAX_PEOPLE} are taken.`);
  return { width, height, people: people.map((each, i) => person(each, `Person ${i + 1}`, width, height)) };
}

/** The pose as a document for JSON.stringify, in pixels. A joint that is not shown keeps its place with confidence 0. */
export function writePose({ width, height, people }: Pose): OpenPoseJson {
  return {
    people: people.map(({ joints, handLeft, handRight, face }) => ({
      pose_keypoints_2d: joints.flatMap(({ x, y, shown }) => [x, y, shown ? 1 : 0]),
      ...(handLeft && { hand_left_keypoints_2d: handLeft }),
      ...(handRight && { hand_right_keypoints_2d: handRight }),
      ...(face && { face_keypoints_2d: face }),
    })),
    canvas_width: width,
    canvas_height: height,
  };
}

function parseText(text: string): unknown {
  if (text.length > MAX_CHARACTERS) throw bad('It is too long.');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw bad('It is no JSON.', { cause: error });
  }
}

function person(value: unknown, who: string, width: number, height: number): Person {
  const fields = record(value, who);
  const flat = (key: string): readonly number[] | null => keypoints(fields[key], `${who}: ${key}`, width, height);
  const body = flat('pose_keypoints_2d');
  if (body && body.length !== 3 * JOINTS.length) {
    throw bad(`${who} has ${body.length / 3} body points; the format has ${JOINTS.length}.`);
  }
  const joints = JOINTS.map((_, i): Joint => {
    const [x = 0, y = 0, c = 0] = body?.slice(3 * i, 3 * i + 3) ?? [];
    return { x, y, shown: c >= 1 };
  });
  const [handLeft, handRight] = [flat('hand_left_keypoints_2d'), flat('hand_right_keypoints_2d')];
  const face = flat('face_keypoints_2d');
  return { joints, ...(handLeft && { handLeft }), ...(handRight && { handRight }), ...(face && { face }) };
}

/** Flat [x, y, c], brought to pixels when all shown points lie in 0...1; null when there are none. */
function keypoints(value: unknown, what: string, width: number, height: number): readonly number[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw bad(`${what} is no list.`);
  if (value.length === 0) return null;
  if (value.length % 3 !== 0 || value.length > 3 * MAX_EXTRA_POINTS) throw bad(`${what} has ${value.length} numbers.`);
  const numbers = value.map((each: unknown, i) => {
    if (typeof each === 'number' && Math.abs(each) <= MAX_COORDINATE) return each;
    throw bad(`${what}[${i}] is ${JSON.stringify(each)}, not a number of pixels.`);
  });
  const inUnit = numbers.every((each, i) => i % 3 === 2 || Math.abs(each) <= 1);
  if (!inUnit) return numbers;
  return numbers.map((each, i) => (i % 3 === 0 ? each * width : i % 3 === 1 ? each * height : each));
}

function side(value: unknown, key: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SIDE) return value;
  throw bad(`"${key}" is ${JSON.stringify(value)}, not a whole number from 1 to ${MAX_SIDE}.`);
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad(`${what} is no object.`);
}

function bad(message: string, options?: ErrorOptions): AppError {
  return new AppError(
    'bad-input',
    `This is no pose that can be read. ${message}`,
    'Give OpenPose JSON: people[].pose_keypoints_2d with 18 points, canvas_width and canvas_height.',
    options,
  );
}
