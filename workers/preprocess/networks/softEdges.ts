// From a network's edge logits to a soft edge map, and from a soft edge map to scribbled strokes. Pure.
import { gaussianBlur8, gaussianBlurFloat } from '../../image/gaussian.ts';
import type { Rgb } from '../../image/types.ts';

/** One byte a pixel. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Sigmoid, times 255, cut to bytes as numpy does. */
export function softEdgeMap(logits: Float32Array, width: number, height: number): Plane {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = 255 / (1 + Math.exp(-logits[i]));
  return { width, height, data };
}

/** Grey as RGB. */
export function greyRgb({ width, height, data }: Plane): Rgb {
  const out = new Uint8Array(3 * data.length);
  for (let i = 0, to = 0; i < data.length; i++, to += 3) out[to] = out[to + 1] = out[to + 2] = data[i];
  return { width, height, data: out };
}

/** Where the mask of widening reaches: OpenCV's 5x5 ellipse, by rows. */
const REACH = [0, 2, 2, 2, 0] as const;

/** Each pixel the brightest of a small disc around it: lines grow by two pixels on each side. */
export function widened({ width, height, data }: Plane): Plane {
  const out = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      let brightest = 0;
      for (let dy = Math.max(-2, -y); dy <= Math.min(2, height - 1 - y); dy++) {
        const reach = REACH[dy + 2];
        const row = (y + dy) * width;
        for (let at = Math.max(0, x - reach); at <= Math.min(width - 1, x + reach); at++) {
          brightest = Math.max(brightest, data[row + at]);
        }
      }
      out[to] = brightest;
    }
  }
  return { width, height, data: out };
}

const NMS_THRESHOLD = 127;
const SIGMA = 3;
const FAINT = 4;

/** The reference's scribble: thin the blurred map, blur what is left, keep everything that is not black. */
export function scribbleOf(map: Plane): Plane {
  const { width, height } = map;
  const blurred = gaussianBlur8(ridges(map), width, height, SIGMA);
  return { width, height, data: blurred.map((value) => (value > FAINT ? 255 : 0)) };
}

/** Steps to one of the two neighbours along each line direction; the other neighbour is the opposite. */
const DIRECTIONS = [[1, 0], [0, 1], [1, 1], [1, -1]] as const; // prettier-ignore

/** 255 where the blurred map is above the threshold and no smaller than both its neighbours in some direction. */
function ridges({ width, height, data }: Plane): Uint8Array {
  const x = gaussianBlurFloat(Float32Array.from(data), width, height, SIGMA);
  const out = new Uint8Array(data.length);
  const largest = (row: number, column: number, value: number): boolean =>
    row < 0 || row >= height || column < 0 || column >= width || x[row * width + column] <= value;
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const value = x[i];
      if (value <= NMS_THRESHOLD) continue;
      const kept = DIRECTIONS.some(
        ([dx, dy]) => largest(row + dy, column + dx, value) && largest(row - dy, column - dx, value),
      );
      if (kept) out[i] = 255;
    }
  }
  return out;
}
