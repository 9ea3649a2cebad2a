// Where to look for the person: first at the whole picture, then closer. Pure, but for the look itself.
import { toPlanar } from '../../image/pixels.ts';
import type { Rgb } from '../../image/types.ts';
import { MOVENET_SIDE } from '../../models/movenet.ts';
import type { Keypoint } from './decode.ts';

/** A square part of a picture; it may reach beyond the edges. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The network's points in a square picture of MOVENET_SIDE, in shares of it. */
export type Look = (square: Rgb) => Promise<readonly Keypoint[]>;

/** The person's points in pixels. The closer look is taken where it makes the network surer. */
export async function findPerson(image: Rgb, look: Look, threshold: number): Promise<readonly Keypoint[]> {
  const whole = around(0, 0, image.width, image.height, 1);
  const first = await lookAt(image, whole, look);
  const closer = squareAround(first, threshold);
  if (!closer || closer.side > 0.9 * whole.side) return first;
  const second = await lookAt(image, closer, look);
  return sureness(second) > sureness(first) ? second : first;
}

async function lookAt(image: Rgb, square: Square, look: Look): Promise<readonly Keypoint[]> {
  const points = await look(cut(image, square));
  return points.map(({ x, y, score }) => ({ x: square.x + x * square.side, y: square.y + y * square.side, score }));
}

/** Around the points that are seen, with room to spare; null where there are too few to go by. */
export function squareAround(points: readonly Keypoint[], threshold: number): Square | null {
  const seen = points.filter(({ score }) => score >= threshold);
  if (seen.length < 4) return null;
  const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
  return around(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), 1.4);
}

function around(left: number, top: number, right: number, bottom: number, room: number): Square {
  const side = Math.max(right - left, bottom - top, 1) * room;
  return { x: (left + right - side) / 2, y: (top + bottom - side) / 2, side };
}

function sureness(points: readonly Keypoint[]): number {
  return points.reduce((sum, { score }) => sum + score, 0);
}

/** A part of the picture at the network's size, each pixel the mean of what it covers; black beyond the edges. */
export function cut({ width, height, data }: Rgb, square: Square): Rgb {
  const out = new Uint8Array(3 * MOVENET_SIDE * MOVENET_SIDE);
  const step = square.side / MOVENET_SIDE;
  const taps = Math.max(1, Math.ceil(step));
  for (let y = 0, to = 0; y < MOVENET_SIDE; y++) {
    for (let x = 0; x < MOVENET_SIDE; x++, to += 3) {
      const sum = [0, 0, 0];
      for (let tap = 0; tap < taps * taps; tap++) {
        const px = Math.floor(square.x + (x + ((tap % taps) + 0.5) / taps) * step);
        const py = Math.floor(square.y + (y + (Math.floor(tap / taps) + 0.5) / taps) * step);
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        for (let c = 0; c < 3; c++) sum[c] += data[3 * (py * width + px) + c];
      }
      for (let c = 0; c < 3; c++) out[to + c] = Math.round(sum[c] / (taps * taps));
    }
  }
  return { width: MOVENET_SIDE, height: MOVENET_SIDE, data: out };
}

/** What the network takes. */
export function movenetInput(square: Rgb): Float32Array<ArrayBuffer> {
  return toPlanar(square, 1 / 127.5, -1);
}
