// Sobel gradients of an RGB picture row by row, of the channel that changes most at each pixel; edges repeat. Pure.
import { takeScratch } from '../../image/simd/scratch.ts';
import type { Rgb } from '../../image/types.ts';

/** One row. */
export interface Gradient {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** |dx| + |dy|, with a zero on either side: pixel x is at x + 1. */
  readonly size: Int16Array;
}

/** How many rows are kept; the next one is in the place of the first. */
const KEPT = 3;

/** Gives the rows from the top down. They lie in the scratch memory, which nobody else may take meanwhile. */
export function gradientRows({ width, height, data }: Rgb): () => Gradient {
  const stride = 3 * width;
  const short = 2 * width;
  const parts = new Array<number[]>(KEPT).fill([short, short, short + 4]).flat();
  const { kernels, at, u8, i16 } = takeScratch([
    ...new Array<number>(KEPT).fill(stride),
    2 * stride + 12,
    2 * stride + 12,
    ...parts,
  ]);
  const lines = at.slice(0, KEPT);
  const [smooth, slope, ...rest] = at.slice(KEPT);
  const places = lines.map((_, i) => rest.slice(3 * i, 3 * i + 3));
  const rows = places.map(([dx, dy, size]) => ({
    dx: i16.subarray(dx >> 1, (dx >> 1) + width),
    dy: i16.subarray(dy >> 1, (dy >> 1) + width),
    size: i16.subarray(size >> 1, (size >> 1) + width + 2),
  }));
  let read = -1;
  const line = (place: number): number => {
    const row = Math.min(Math.max(place, 0), height - 1);
    if (row > read) u8.set(data.subarray(row * stride, (row + 1) * stride), lines[(read = row) % KEPT]);
    return lines[row % KEPT];
  };
  let y = 0;
  return () => {
    kernels.slopes(line(y - 1), line(y), line(y + 1), smooth + 6, slope + 6, smooth + 6 + 2 * stride);
    for (const start of [smooth, slope]) repeatEnds(i16, start >> 1, stride);
    const [dx, dy, size] = places[y % KEPT];
    kernels.strongest(smooth, slope, dx, dy, size + 2, dx + short);
    const row = rows[y++ % KEPT];
    row.size[0] = row.size[width + 1] = 0;
    return row;
  };
}

function repeatEnds(values: Int16Array, start: number, stride: number): void {
  values.copyWithin(start, start + 3, start + 6);
  values.copyWithin(start + 3 + stride, start + stride, start + stride + 3);
}
