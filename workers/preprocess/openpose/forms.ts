// Other programs' forms of a pose, brought to OpenPose's: whose lists they are, and the order of their points. Pure.
import { JOINTS } from './skeleton.ts';

/** Points of CMU's BODY_25 in the order of JOINTS; the hips' middle and the feet have no place in it. */
const OF_BODY_25 = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
/** COCO's 17 in the order of JOINTS; -1 is the neck, which it has not. */
const OF_COCO_17 = [0, -1, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3];
const [LEFT_SHOULDER, RIGHT_SHOULDER] = [5, 6];

type Flat = readonly number[];

/** Flat [x, y, c] of 18, 25 or 17 points as those of 18; null for any other number. */
export function bodyOf(flat: Flat): Flat | null {
  const point = (at: number): Flat => flat.slice(3 * at, 3 * at + 3);
  switch (flat.length / 3) {
    case JOINTS.length:
      return flat;
    case 25:
      return OF_BODY_25.flatMap(point);
    case 17:
      return OF_COCO_17.flatMap((at) => (at < 0 ? between(point(LEFT_SHOULDER), point(RIGHT_SHOULDER)) : point(at)));
    default:
      return null;
  }
}

/** The neck lies between the shoulders, and is as sure as the less sure of them. */
function between([ax = 0, ay = 0, ac = 0]: Flat, [bx = 0, by = 0, bc = 0]: Flat): Flat {
  return [(ax + bx) / 2, (ay + by) / 2, Math.min(ac, bc)];
}

/**
 * The people of a file: OpenPose's own list, openpose-editor's lists of [x, y] (`keypoints`), or COCO's `annotations`. Null
 * where there is none of them.
 */
export function peopleOf(root: Readonly<Record<string, unknown>>): readonly unknown[] | null {
  if (Array.isArray(root['people'])) return root['people'] as readonly unknown[];
  if (Array.isArray(root['animals'])) return [];
  const lists = root['keypoints'] ?? root['annotations'];
  if (!Array.isArray(lists)) return null;
  const many = lists as readonly unknown[];
  // One person's own points, or one list for each.
  if (many.length > 0 && many.every((each) => typeof each === 'number')) return [{ pose_keypoints_2d: many }];
  return many.map((each) => {
    if (!Array.isArray(each)) return isRecord(each) ? { ...each, pose_keypoints_2d: each['keypoints'] } : each;
    return { pose_keypoints_2d: (each as readonly unknown[]).flatMap(pointOf) };
  });
}

/** [x, y], [x, y, c] or null for a point that is not there. */
function pointOf(point: unknown): readonly unknown[] {
  if (point === null) return [0, 0, 0];
  if (!Array.isArray(point)) return [point];
  const [x, y, c = 1] = point as readonly unknown[];
  return [x, y, c];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
