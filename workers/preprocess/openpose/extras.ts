// Hands as lines in the colours of the rainbow with blue points, faces as white points (annotator/openpose/util.py:
// draw_handpose, draw_facepose). Pure, but for the picture that they draw on.
import type { Rgb } from '../../image/types.ts';
import { fillCircle, type Point, round } from './raster.ts';
import type { Colour } from './skeleton.ts';
import { thickLine } from './thickLine.ts';

interface Canvas {
  readonly width: number;
  readonly height: number;
}

const FINGERS = 5;
const JOINTS_PER_FINGER = 4;
/** From the wrist, point 0, out to the tip of each finger. */
export const HAND_EDGES: readonly (readonly [number, number])[] = Array.from(
  { length: FINGERS * JOINTS_PER_FINGER },
  (_, edge) => (edge % JOINTS_PER_FINGER === 0 ? [0, edge + 1] : [edge, edge + 1]),
);
const HAND_RADIUS = 4;
const HAND_POINT: Colour = [0, 0, 255];
const FACE_RADIUS = 3;
const FACE_POINT: Colour = [255, 255, 255];

/** `flat` is [x, y, c] of each point in pixels of the canvas. */
export function drawHand(image: Rgb, flat: readonly number[], canvas: Canvas): void {
  const points = pointsOn(image, flat, canvas);
  for (const [k, [from, to]] of HAND_EDGES.entries()) {
    const [a, b] = [points[from], points[to]];
    if (a && b) thickLine(image, a, b, rainbow(k / HAND_EDGES.length));
  }
  for (const point of points) if (point) fillCircle(image, point, HAND_RADIUS, HAND_POINT);
}

export function drawFace(image: Rgb, flat: readonly number[], canvas: Canvas): void {
  for (const point of pointsOn(image, flat, canvas)) if (point) fillCircle(image, point, FACE_RADIUS, FACE_POINT);
}

/** Whole pixels; null for what is not there, or in the first row or column or beyond, which the reference takes for that. */
function pointsOn(image: Rgb, flat: readonly number[], canvas: Canvas): readonly (Point | null)[] {
  return Array.from({ length: Math.floor(flat.length / 3) }, (_, i) => {
    const [x = 0, y = 0, c = 0] = flat.slice(3 * i, 3 * i + 3);
    const point: Point = [Math.trunc((x / canvas.width) * image.width), Math.trunc((y / canvas.height) * image.height)];
    return c >= 1 && point[0] > 0 && point[1] > 0 ? point : null;
  });
}

/** Full and bright, of a hue of 0...1. */
function rainbow(hue: number): Colour {
  const sector = Math.floor(hue * 6);
  const part = hue * 6 - sector;
  const [falling, rising] = [round((1 - part) * 255), round((1 - (1 - part)) * 255)];
  const colours: readonly Colour[] = [
    [255, rising, 0],
    [falling, 255, 0],
    [0, 255, rising],
    [0, falling, 255],
    [rising, 0, 255],
    [255, 0, falling],
  ];
  return colours[sector % 6] ?? [0, 0, 0];
}
