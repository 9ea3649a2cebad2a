// Square parts of a picture, which is what the network takes. Pure.
import { toPlanar } from '../../image/pixels.ts';
import type { Rgb } from '../../image/types.ts';
import { MOVENET_SIDE } from '../../models/movenet.ts';
import type { Keypoint } from './decode.ts';

/** It may reach beyond the edges. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** A long strip would have parts without end. */
const MOST_PARTS = 24;

/** The whole picture. */
export function wholeSquare({ width, height }: Rgb): Square {
  return around(0, 0, width, height, 1);
}

/** Squares that overlap by half: as high (or as wide) as the picture where that is not nearly all of it, and smaller ones. */
export function partSquares({ width, height }: Rgb): readonly Square[] {
  const short = Math.min(width, height);
  const sides = Math.max(width, height) > 1.2 * short ? [short, 0.6 * short] : [0.6 * short];
  return sides
    .flatMap((side) => starts(height, side).flatMap((y) => starts(width, side).map((x) => ({ x, y, side }))))
    .slice(0, MOST_PARTS);
}

/** Where squares of a side begin that cover a length, each half over the next at least. */
function starts(length: number, side: number): readonly number[] {
  const gaps = Math.ceil((2 * (length - side)) / side);
  return Array.from({ length: gaps + 1 }, (_, i) => (gaps === 0 ? 0 : (i / gaps) * (length - side)));
}

/** Around points, with room to spare; null where there are too few to go by. */
export function squareAround(points: readonly Keypoint[]): Square | null {
  if (points.length < 4) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return around(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), 1.4);
}

function around(left: number, top: number, right: number, bottom: number, room: number): Square {
  const side = Math.max(right - left, bottom - top, 1) * room;
  return { x: (left + right - side) / 2, y: (top + bottom - side) / 2, side };
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
