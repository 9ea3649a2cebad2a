// OpenPose's JSON to a pose and back. Trusts nothing: whatever is not as it should be is named. Pure.
import { AppError } from '../../errors.ts';
import { bodyOf, peopleOf } from './forms.ts';
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

export interface PoseFile {
  readonly pose: Pose;
  /** Whole sentences on what of the file is not drawn. */
  readonly notes: readonly string[];
}

/** A pose from JSON, without a word on what of it is not drawn. @throws AppError 'bad-input' */
export function parsePose(input: unknown, canvas: Partial<Canvas> = {}): Pose {
  return readPoseFile(input, canvas).pose;
}

interface Canvas {
  readonly width: number;
  readonly height: number;
}

/**
 * A pose from JSON: text, or what JSON.parse made of it. A list of one is taken as that one, as other tools write it. Bodies
 * may have OpenPose's 18 points, its 25 or COCO's 17.
 * @param canvas the size of files that name none, as CMU's own program writes them
 * @throws AppError 'bad-input'; also where the file has nothing that would be drawn
 */
export function readPoseFile(input: unknown, canvas: Partial<Canvas> = {}): PoseFile {
  const parsed = typeof input === 'string' ? parseText(input) : input;
  const root = record(Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed, 'The pose');
  const width = side(root['canvas_width'] ?? root['width'] ?? canvas.width, 'canvas_width');
  const height = side(root['canvas_height'] ?? root['height'] ?? canvas.height, 'canvas_height');
  const people = peopleOf(root);
  if (!people) throw bad('"people" is missing or no list.');
  if (people.length > MAX_PEOPLE) throw bad(`It has ${people.length} people; at most ${MAX_PEOPLE} are taken.`);
  const pose = { width, height, people: people.map((each, i) => person(each, `Person ${i + 1}`, width, height)) };
  return { pose, notes: notesOf(root, pose) };
}

function notesOf(root: Readonly<Record<string, unknown>>, { people }: Pose): readonly string[] {
  const animals = Array.isArray(root['animals']) && root['animals'].length > 0;
  const isShown = ({ joints, handLeft, handRight, face }: Person): boolean =>
    joints.some(({ shown }) => shown) ||
    [handLeft, handRight, face].some((flat) => flat?.some((each, i) => i % 3 === 2 && each >= 1) ?? false);
  if (animals && people.length === 0) {
    throw new AppError('bad-input', 'This file has animals, which are not drawn.', 'Give a pose of people.');
  }
  // Confidence 0 is a point that somebody hid, or that is not there.
  const unsure = bodiesOf(root).some((flat) =>
    flat.some((c, i) => i % 3 === 2 && typeof c === 'number' && c > 0 && c < 1),
  );
  if (unsure && !people.some(isShown)) {
    throw new AppError(
      'bad-input',
      'No point of this pose is sure enough: all have a confidence below 1, and nothing would be drawn.',
      'Set the confidence of the points that are to be drawn to 1.',
    );
  }
  return [
    ...(animals ? ['This file has animals, which are not drawn.'] : []),
    ...(unsure ? ['Points with a confidence below 1 are not drawn.'] : []),
  ];
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

function bodiesOf(root: Readonly<Record<string, unknown>>): readonly (readonly unknown[])[] {
  return (peopleOf(root) ?? []).flatMap((each) => {
    const flat =
      typeof each === 'object' && each !== null ? (each as Record<string, unknown>)['pose_keypoints_2d'] : null;
    return Array.isArray(flat) ? [flat as readonly unknown[]] : [];
  });
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
  const told = flat('pose_keypoints_2d');
  const body = told && bodyOf(told);
  if (told && !body) {
    throw bad(`${who} has ${told.length / 3} body points; the format has ${JOINTS.length}.`);
  }
  const joints = JOINTS.map((_, i): Joint => {
    const [x = 0, y = 0, c = 0] = body?.slice(3 * i, 3 * i + 3) ?? [];
    return { x, y, shown: c >= 1 };
  });
  const [handLeft, handRight] = [flat('hand_left_keypoints_2d'), flat('hand_right_keypoints_2d')];
  const face = flat('face_keypoints_2d');
  return { joints, ...(handLeft && { handLeft }), ...(handRight && { handRight }), ...(face && { face }) };
}

/** Of the numbers that are asked, so many may lie beyond a share: a foot outside of the picture, a detector's slip. */
const OUTLIERS = 0.25;
/** As far outside of the picture a point in shares may well lie. */
const MAX_SHARE = 2;

/** Flat [x, y, c], brought to pixels where the shown points are shares of the canvas; null when there are none. */
function keypoints(value: unknown, what: string, width: number, height: number): readonly number[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw bad(`${what} is no list.`);
  if (value.length === 0) return null;
  if (value.length % 3 !== 0 || value.length > 3 * MAX_EXTRA_POINTS) throw bad(`${what} has ${value.length} numbers.`);
  const numbers = value.map((each: unknown, i) => {
    if (typeof each === 'number' && Math.abs(each) <= MAX_COORDINATE) return each;
    throw bad(`${what}[${i}] is ${JSON.stringify(each)}, not a number of pixels.`);
  });
  // A hidden point may hold anything, and is not asked; neither is the corner, which stands for no point in many files.
  const asked = numbers.filter((_, i) => {
    const [x = 0, y = 0, c = 0] = numbers.slice(i - (i % 3), i - (i % 3) + 3);
    return i % 3 !== 2 && c >= 1 && (x !== 0 || y !== 0);
  });
  const beyond = asked.filter((each) => Math.abs(each) > MAX_SHARE).length;
  if (asked.length === 0 || beyond > OUTLIERS * asked.length || Math.max(width, height) <= MAX_SHARE) return numbers;
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
