// What can be done to a pose: every edit gives a new pose. Pure.
import { type Joint, JOINTS, MAX_PEOPLE, type Person, type Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { carryHanging, dropHanging, mapHanging } from './hanging.ts';

export interface At {
  readonly person: number;
  readonly joint: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Someone who stands and looks at us, 370 high, around x = 0: the person's right is on our left. */
const STANDING: readonly (readonly [number, number])[] = [
  [0, 80],
  [0, 130],
  [-40, 132],
  [-56, 200],
  [-64, 262],
  [40, 132],
  [56, 200],
  [64, 262],
  [-24, 262],
  [-28, 350],
  [-30, 440],
  [24, 262],
  [28, 350],
  [30, 440],
  [-8, 70],
  [8, 70],
  [-20, 76],
  [20, 76],
];
const [TOP, BOTTOM, SPREAD] = [70, 440, 128];
/** Where newcomers stand, as shares of the width from the middle. */
const PLACES = [0, 0.25, -0.25, 0.12, -0.12, 0.36, -0.36];

export const emptyPose = (width: number, height: number): Pose => ({ width, height, people: [] });

/** The same pose on a canvas of another size: stretched with it. */
export function fitPose(pose: Pose, width: number, height: number): Pose {
  if (pose.width === width && pose.height === height) return pose;
  const [kx, ky] = [width / pose.width, height / pose.height];
  return { width, height, people: pose.people.map((each) => mapped(each, (x, y) => [x * kx, y * ky])) };
}

/** One more person, standing. */
export function addPerson(pose: Pose): Pose {
  if (pose.people.length >= MAX_PEOPLE) return pose;
  const { width, height, people } = pose;
  const scale = Math.min((0.8 * height) / (BOTTOM - TOP), (0.6 * width) / SPREAD);
  const middle = width * (0.5 + (PLACES[people.length % PLACES.length] ?? 0));
  const top = (height - scale * (BOTTOM - TOP)) / 2;
  const joints = STANDING.map(([x, y]) => inside(pose, middle + scale * x, top + scale * (y - TOP)));
  return { ...pose, people: [...people, { joints }] };
}

export function removePerson(pose: Pose, person: number): Pose {
  return { ...pose, people: pose.people.filter((_, i) => i !== person) };
}

/** Puts a joint somewhere on the canvas, and with it what hangs on it; it is shown then. */
export function moveJoint(pose: Pose, at: At, x: number, y: number): Pose {
  const joint = inside(pose, x, y);
  const before = pose.people[at.person]?.joints[at.joint];
  const moved = withJoint(pose, at, joint);
  if (!before || !isPlaced(before)) return moved;
  return withPerson(moved, at.person, (person) =>
    carryHanging(person, at.joint, joint.x - before.x, joint.y - before.y),
  );
}

/**
 * Hides or shows a joint. A hand or face that hangs on a hidden one goes with it, for good. One that never had a place
 * gets the one that a standing body of that size would give it.
 */
export function showJoint(pose: Pose, at: At, shown: boolean): Pose {
  const person = pose.people[at.person];
  const joint = person?.joints[at.joint];
  if (!person || !joint) return pose;
  // Dropped while it is still shown: what hangs on a joint depends on which are.
  if (!shown) {
    return withJoint(
      withPerson(pose, at.person, (each) => dropHanging(each, at.joint)),
      at,
      { ...joint, shown },
    );
  }
  if (isPlaced(joint)) return withJoint(pose, at, { ...joint, shown });
  const [x, y] = expected(person, at.joint) ?? [pose.width / 2, pose.height / 2];
  return moveJoint(pose, at, x, y);
}

/** A hidden joint in the corner is one that a file left out. */
export const isPlaced = ({ x, y, shown }: Joint): boolean => shown || x !== 0 || y !== 0;

/** The picture in a mirror that stands beside: what was the right hand is the left one now. */
export function mirrorPerson(pose: Pose, person: number): Pose {
  const box = boxOf(pose.people[person]);
  if (!box) return pose;
  return withPerson(pose, person, (each) => {
    const { joints, handLeft, handRight, ...rest } = mapped(each, (x, y) => [box.left + box.right - x, y]);
    const swapped = joints.map((joint, i) => joints[COUNTERPART[i] ?? i] ?? joint);
    return {
      ...rest,
      joints: swapped,
      ...(handRight && { handLeft: handRight }),
      ...(handLeft && { handRight: handLeft }),
    };
  });
}

const COUNTERPART = JOINTS.map((name): number => {
  const other = name.startsWith('left') ? name.replace('left', 'right') : name.replace('right', 'left');
  return JOINTS.findIndex((each) => each === other);
});

/** Moves someone as a whole, as far as the canvas reaches. */
export function movePerson(pose: Pose, person: number, dx: number, dy: number): Pose {
  const box = boxOf(pose.people[person]);
  if (!box) return pose;
  const x = clamp(dx, -box.left, pose.width - box.right);
  const y = clamp(dy, -box.top, pose.height - box.bottom);
  return withPerson(pose, person, (each) => mapped(each, (px, py) => [px + x, py + y]));
}

/** Scales someone around the top left corner of their box; at least 8 px stay, and it ends at the canvas. */
export function scalePerson(pose: Pose, person: number, factor: number): Pose {
  const box = boxOf(pose.people[person]);
  if (!box) return pose;
  const size = Math.max(box.right - box.left, box.bottom - box.top, 1);
  const room = (end: number, start: number, side: number): number =>
    end > start ? (side - start) / (end - start) : Infinity;
  const most = Math.min(room(box.right, box.left, pose.width), room(box.bottom, box.top, pose.height));
  const k = Math.min(Math.max(factor, Math.min(1, 8 / size)), Math.max(1, most));
  const { left, top } = box;
  return withPerson(pose, person, (each) => mapped(each, (x, y) => [left + (x - left) * k, top + (y - top) * k]));
}

/** The box around someone's shown joints; null when nothing is shown. */
export function boxOf(person: Person | undefined): Box | null {
  const shown = person?.joints.filter((joint) => joint.shown) ?? [];
  if (shown.length === 0) return null;
  const [xs, ys] = [shown.map(({ x }) => x), shown.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The nearest joint within reach; shown ones first, those of `preferred` win a tie. */
export function jointNear(pose: Pose, x: number, y: number, reach: number, preferred: number): At | null {
  let best: At | null = null;
  let least = Infinity;
  for (const [person, { joints }] of pose.people.entries()) {
    for (const [joint, each] of joints.entries()) {
      const distance = Math.hypot(each.x - x, each.y - y);
      if (distance > reach || !isPlaced(each)) continue;
      const cost = distance + (each.shown ? 0 : reach) - (person === preferred ? 1e-6 : 0);
      if (cost >= least) continue;
      least = cost;
      best = { person, joint };
    }
  }
  return best;
}

/** Where a standing body, fitted to the shown joints by mean and spread, has this joint. */
function expected({ joints }: Person, joint: number): readonly [number, number] | null {
  const known = joints.flatMap(({ x, y, shown }, i) => {
    const [sx = 0, sy = 0] = STANDING[i] ?? [];
    return shown ? [{ x, y, sx, sy }] : [];
  });
  const wanted = STANDING[joint];
  if (known.length === 0 || !wanted) return null;
  const mean = (pick: (each: (typeof known)[number]) => number): number =>
    known.reduce((sum, each) => sum + pick(each), 0) / known.length;
  const [mx, my, sx, sy] = [mean(({ x }) => x), mean(({ y }) => y), mean((each) => each.sx), mean((each) => each.sy)];
  const spread = mean(({ x, y }) => (x - mx) ** 2 + (y - my) ** 2);
  const own = mean((each) => (each.sx - sx) ** 2 + (each.sy - sy) ** 2);
  const scale = own > 0 && spread > 0 ? Math.sqrt(spread / own) : 1;
  return [mx + scale * (wanted[0] - sx), my + scale * (wanted[1] - sy)];
}

function mapped(person: Person, to: (x: number, y: number) => readonly [number, number]): Person {
  const joints = person.joints.map((joint): Joint => {
    if (!isPlaced(joint)) return joint;
    const [x, y] = to(joint.x, joint.y);
    return { ...joint, x, y };
  });
  return { ...mapHanging(person, to), joints };
}

function withPerson(pose: Pose, person: number, change: (person: Person) => Person): Pose {
  return { ...pose, people: pose.people.map((each, i) => (i === person ? change(each) : each)) };
}

function withJoint(pose: Pose, at: At, joint: Joint): Pose {
  return withPerson(pose, at.person, (person) => ({
    ...person,
    joints: person.joints.map((each, i) => (i === at.joint ? joint : each)),
  }));
}

function inside({ width, height }: Pose, x: number, y: number): Joint {
  return { x: clamp(x, 0, width), y: clamp(y, 0, height), shown: true };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(low, high), Math.min(Math.max(low, high), value));
}
