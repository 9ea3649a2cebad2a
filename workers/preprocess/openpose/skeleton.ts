// The body of OpenPose's COCO model: its 18 joints, 17 drawn limbs and 18 colours, and what a pose is. Data and types only.

export interface Joint {
  /** Pixels of the pose's canvas. */
  readonly x: number;
  readonly y: number;
  /** A joint that is not shown is not drawn; its place is kept so that it can come back. */
  readonly shown: boolean;
}

export interface Person {
  /** In the order of JOINTS, all 18. */
  readonly joints: readonly Joint[];
  /** Flat [x, y, c] in pixels, carried along as they came. */
  readonly handLeft?: readonly number[];
  readonly handRight?: readonly number[];
  readonly face?: readonly number[];
}

export interface Pose {
  readonly width: number;
  readonly height: number;
  readonly people: readonly Person[];
}

/** Left and right are the person's own. */
export const JOINTS = [
  'nose',
  'neck',
  'right shoulder',
  'right elbow',
  'right wrist',
  'left shoulder',
  'left elbow',
  'left wrist',
  'right hip',
  'right knee',
  'right ankle',
  'left hip',
  'left knee',
  'left ankle',
  'right eye',
  'left eye',
  'right ear',
  'left ear',
] as const;

/** Pairs of joints in the order in which the reference draws them: later ones lie on top. */
export const LIMBS: readonly (readonly [number, number])[] = [
  [1, 2],
  [1, 5],
  [2, 3],
  [3, 4],
  [5, 6],
  [6, 7],
  [1, 8],
  [8, 9],
  [9, 10],
  [1, 11],
  [11, 12],
  [12, 13],
  [1, 0],
  [0, 14],
  [14, 16],
  [0, 15],
  [15, 17],
];

export type Colour = readonly [red: number, green: number, blue: number];

/** Joint k and limb k share colour k. */
export const COLOURS: readonly Colour[] = [
  [255, 0, 0],
  [255, 85, 0],
  [255, 170, 0],
  [255, 255, 0],
  [170, 255, 0],
  [85, 255, 0],
  [0, 255, 0],
  [0, 255, 85],
  [0, 255, 170],
  [0, 255, 255],
  [0, 170, 255],
  [0, 85, 255],
  [0, 0, 255],
  [85, 0, 255],
  [170, 0, 255],
  [255, 0, 255],
  [255, 0, 170],
  [255, 0, 85],
];
