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

function strongest(smooth: Int16Array, slope: Int16Array, { dx, dy, size }: Gradient): void {
  for (let x = 0, i = 0; x < dx.length; x++, i += 3) {
    let bestX = smooth[i + 6] - smooth[i];
    let bestY = slope[i] + 2 * slope[i + 3] + slope[i + 6];
    let best = (bestX < 0 ? -bestX : bestX) + (bestY < 0 ? -bestY : bestY);
    for (let c = i + 1; c < i + 3; c++) {
      const otherX = smooth[c + 6] - smooth[c];
      const otherY = slope[c] + 2 * slope[c + 3] + slope[c + 6];
      const other = (otherX < 0 ? -otherX : otherX) + (otherY < 0 ? -otherY : otherY);
      if (other > best) {
        best = other;
        bestX = otherX;
        bestY = otherY;
      }
    }
    dx[x] = bestX;
    dy[x] = bestY;
    size[x + 1] = best;
  }
}
