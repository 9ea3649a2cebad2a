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
  /** Its place in COCO's order. */
  readonly point: number;
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

/** Centres that the network is hardly sure of are nobody's. */
const LEAST_CENTRE = 0.1;

/** The cell of the person nearest to the middle, whom the network's own graph looks at: the strongest centre, weighed by nearness. */
export function middleCentre({ centre }: Maps): number {
  return strongest((cell) => sigmoid(centre[cell]) * nearness(cell, SIDE / 2, SIDE / 2));
}

/** The cells of everybody's centres, the surest first: none of their eight neighbours outdoes them. */
export function allCentres({ centre }: Maps): readonly number[] {
  const isPeak = (cell: number): boolean => {
    const [row, column] = [Math.floor(cell / SIDE), cell % SIDE];
    for (let y = Math.max(0, row - 1); y <= Math.min(SIDE - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(SIDE - 1, column + 1); x++) {
        if (centre[y * SIDE + x] > centre[cell]) return false;
      }
    }
    return true;
  };
  return Array.from({ length: AREA }, (_, cell) => cell)
    .filter((cell) => sigmoid(centre[cell]) >= LEAST_CENTRE && isPeak(cell))
    .sort((a, b) => centre[b] - centre[a]);
}

/** The points of the person at a centre, which says roughly where each is; the heat map near there says where exactly. */
export function decodePoints(maps: Maps, centre: number): readonly Keypoint[] {
  const [row, column] = [Math.floor(centre / SIDE), centre % SIDE];
  return Array.from({ length: MOVENET_POINTS }, (_, k) => {
    const y = row + maps.regress[2 * k * AREA + centre];
    const x = column + maps.regress[(2 * k + 1) * AREA + centre];
    const heat = (cell: number): number => sigmoid(maps.heat[k * AREA + cell]);
    const at = strongest((cell) => heat(cell) * nearness(cell, y, x));
    return {
      point: k,
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
