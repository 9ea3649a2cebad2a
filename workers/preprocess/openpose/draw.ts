// Draws a pose as ControlNet's openpose nets were trained to read it (annotator/openpose/util.py: draw_poses).
// The widths are pixels of the map, whatever its size. Pure.
import type { Rgb } from '../../image/types.ts';
import { drawFace, drawHand } from './extras.ts';
import { ellipsePolygon, fillCircle, fillConvex, type Point } from './raster.ts';
import { type Colour, COLOURS, LIMBS, type Person, type Pose } from './skeleton.ts';

const HALF_STICK = 4;
const RADIUS = 4;

/** The people of a pose in colours on black: bodies, hands and faces. */
export function drawPose(pose: Pose, width: number, height: number): Rgb {
  const image = { width, height, data: new Uint8Array(width * height * 3) };
  for (const person of pose.people) {
    drawBody(image, person, pose);
    for (const hand of [person.handLeft, person.handRight]) if (hand) drawHand(image, hand, pose);
    if (person.face) drawFace(image, person.face, pose);
  }
  return image;
}

function drawBody(image: Rgb, { joints }: Person, canvas: { width: number; height: number }): void {
  // The reference keeps joints as shares of the canvas: the same products, so that the same pixels are hit.
  const at = (index: number): Point | null => {
    const joint = joints[index];
    if (!joint?.shown) return null;
    return [(joint.x / canvas.width) * image.width, (joint.y / canvas.height) * image.height];
  };
  for (const [k, [from, to]] of LIMBS.entries()) {
    const [a, b] = [at(from), at(to)];
    if (a && b) drawLimb(image, a, b, dimmed(k));
  }
  for (const [k, colour] of COLOURS.entries()) {
    const point = at(k);
    if (point) fillCircle(image, [Math.trunc(point[0]), Math.trunc(point[1])], RADIUS, colour);
  }
}

function drawLimb(image: Rgb, [ax, ay]: Point, [bx, by]: Point, colour: Colour): void {
  const middle: Point = [Math.trunc((ax + bx) / 2), Math.trunc((ay + by) / 2)];
  const half = Math.trunc(Math.sqrt((ay - by) ** 2 + (ax - bx) ** 2) / 2);
  const degrees = Math.trunc(Math.atan2(ay - by, ax - bx) * (180 / Math.PI));
  fillConvex(image, ellipsePolygon(middle, [half, HALF_STICK], degrees), colour);
}

function dimmed(k: number): Colour {
  const [red, green, blue] = COLOURS[k] ?? [0, 0, 0];
  return [Math.trunc(red * 0.6), Math.trunc(green * 0.6), Math.trunc(blue * 0.6)];
}
