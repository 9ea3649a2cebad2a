// A drag: what was taken hold of, and the pose that results when the hand is elsewhere. Pure.
import type { Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { type At, boxOf, moveJoint, movePerson, scalePerson } from './edit.ts';

type Point = readonly [x: number, y: number];

export type Grip = { readonly from: Pose; readonly start: Point } & (
  { readonly kind: 'joint'; readonly at: At } | { readonly kind: 'move' | 'scale'; readonly person: number }
);

export function dragged(grip: Grip, [x, y]: Point): Pose {
  const { from, start } = grip;
  const [dx, dy] = [x - start[0], y - start[1]];
  if (dx === 0 && dy === 0) return from;
  switch (grip.kind) {
    case 'joint': {
      const joint = from.people[grip.at.person]?.joints[grip.at.joint];
      // Taken beside its middle, it keeps that distance to the hand.
      return joint ? moveJoint(from, grip.at, joint.x + dx, joint.y + dy) : from;
    }
    case 'move':
      return movePerson(from, grip.person, dx, dy);
    case 'scale': {
      const box = boxOf(from.people[grip.person]);
      if (!box) return from;
      const [w, h] = [box.right - box.left, box.bottom - box.top];
      const diagonal = Math.max(w ** 2 + h ** 2, 1);
      return scalePerson(from, grip.person, 1 + (dx * w + dy * h) / diagonal);
    }
  }
}
