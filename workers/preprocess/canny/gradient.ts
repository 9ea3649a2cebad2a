// Sobel gradients of an RGB picture row by row, of the channel that changes most at each pixel; edges repeat. Pure.
import type { Rgb } from '../../image/types.ts';

/** One row. */
export interface Gradient {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** |dx| + |dy|, with a zero on either side: pixel x is at x + 1. */
  readonly size: Int32Array;
}

/** Gives the rows from the top down. Three rows are kept; the fourth call reuses the first one's. */
export function gradientRows({ width, height, data }: Rgb): () => Gradient {
  const stride = 3 * width;
  const smooth = new Int16Array(stride + 6);
  const slope = new Int16Array(stride + 6);
  const rows = [0, 1, 2].map(() => ({
    dx: new Int16Array(width),
    dy: new Int16Array(width),
    size: new Int32Array(width + 2),
  }));
  let y = 0;
  return () => {
    const a = Math.max(0, y - 1) * stride;
    const b = y * stride;
    const c = Math.min(height - 1, y + 1) * stride;
    for (let x = 0; x < stride; x++) {
      const above = data[a + x];
      const below = data[c + x];
      smooth[x + 3] = above + 2 * data[b + x] + below;
      slope[x + 3] = below - above;
    }
    repeatEnds(smooth, stride);
    repeatEnds(slope, stride);
    const row = rows[y++ % 3];
    strongest(smooth, slope, row);
    return row;
  };
}

function repeatEnds(line: Int16Array, stride: number): void {
  line.copyWithin(0, 3, 6);
  line.copyWithin(stride + 3, stride, stride + 3);
}

/** Signs and choices are made by masks: at edges a branch would be guessed wrongly half of the time. */
function strongest(smooth: Int16Array, slope: Int16Array, { dx, dy, size }: Gradient): void {
  const width = dx.length;
  for (let x = 0, i = 0; x < width; x++, i += 3) {
    const redX = smooth[i + 6] - smooth[i];
    const redY = slope[i] + (slope[i + 3] << 1) + slope[i + 6];
    const greenX = smooth[i + 7] - smooth[i + 1];
    const greenY = slope[i + 1] + (slope[i + 4] << 1) + slope[i + 7];
    const blueX = smooth[i + 8] - smooth[i + 2];
    const blueY = slope[i + 2] + (slope[i + 5] << 1) + slope[i + 8];
    const red = magnitude(redX, redY);
    const green = magnitude(greenX, greenY);
    const blue = magnitude(blueX, blueY);
    // All ones where the later channel is stronger; the earlier one wins a draw.
    const isGreen = (red - green) >> 31;
    const first = red + ((green - red) & isGreen);
    const isBlue = (first - blue) >> 31;
    const firstX = redX + ((greenX - redX) & isGreen);
    const firstY = redY + ((greenY - redY) & isGreen);
    dx[x] = firstX + ((blueX - firstX) & isBlue);
    dy[x] = firstY + ((blueY - firstY) & isBlue);
    size[x + 1] = first + ((blue - first) & isBlue);
  }
}

function magnitude(x: number, y: number): number {
  const signX = x >> 31;
  const signY = y >> 31;
  return (x ^ signX) - signX + (y ^ signY) - signY;
}
