// MoveNet's four maps to 17 points, as its own graph does it, and those to the body of 18. Pure.
import { MOVENET_MAP, MOVENET_POINTS } from '../../models/movenet.ts';
import { type Joint, JOINTS, type Person } from './skeleton.ts';

export interface Maps {
  readonly centre: Float32Array;
  readonly heat: Float32Array;
  readonly regress: Float32Array;
  readonly offset: Float32Array;
}

/** In shares of the network's picture. */
export interface Keypoint {
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

const SIDE = MOVENET_MAP;
const AREA = SIDE * SIDE;
/** How much a cell counts that is so far away: in the graph a constant of 1.8 keeps it finite. */
const nearness = (cell: number, y: number, x: number): number =>
  1 / (Math.hypot(Math.floor(cell / SIDE) - y, (cell % SIDE) - x) + 1.8);

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * The person nearest to the middle: the strongest centre, weighed by nearness, says roughly where each point is; the
 * heat map near there says where exactly.
 */
export function decodePoints(maps: Maps): readonly Keypoint[] {
  const centre = strongest((cell) => sigmoid(maps.centre[cell]) * nearness(cell, SIDE / 2, SIDE / 2));
  const [row, column] = [Math.floor(centre / SIDE), centre % SIDE];
  return Array.from({ length: MOVENET_POINTS }, (_, k) => {
    const y = row + maps.regress[2 * k * AREA + centre];
    const x = column + maps.regress[(2 * k + 1) * AREA + centre];
    const heat = (cell: number): number => sigmoid(maps.heat[k * AREA + cell]);
    const at = strongest((cell) => heat(cell) * nearness(cell, y, x));
    return {
      y: (Math.floor(at / SIDE) + maps.offset[2 * k * AREA + at]) / SIDE,
      x: ((at % SIDE) + maps.offset[(2 * k + 1) * AREA + at]) / SIDE,
      score: heat(at),
    };
  });
}

function strongest(value: (cell: number) => number): number {
  let best = 0;
  let most = -Infinity;
  for (let cell = 0; cell < AREA; cell++) {
    const here = value(cell);
    if (here <= most) continue;
    most = here;
    best = cell;
  }
  return best;
}

/** COCO's order; OpenPose's neck is not in it. */
const COCO = [
  'nose',
  'left eye',
  'right eye',
  'left ear',
  'right ear',
  'left shoulder',
  'right shoulder',
  'left elbow',
  'right elbow',
  'left wrist',
  'right wrist',
  'left hip',
  'right hip',
  'left knee',
  'right knee',
  'left ankle',
  'right ankle',
] as const;

/** The body of 18 from COCO's 17 (pixels); the neck is the middle of the shoulders, there when both are. */
export function bodyOf(points: readonly Keypoint[], threshold: number): Person {
  const joint = (name: string): Joint => {
    if (name === 'neck') {
      const [a, b] = [joint('left shoulder'), joint('right shoulder')];
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, shown: a.shown && b.shown };
    }
    const { x, y, score } = points[COCO.findIndex((each) => each === name)];
    return { x, y, shown: score >= threshold };
  };
  return { joints: JOINTS.map(joint) };
}
