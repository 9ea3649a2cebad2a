// The drawing at half the grid: what is done anew for each picture is done there. Pure.
import type { Labels } from './types.ts';

export interface Half {
  readonly width: number;
  readonly height: number;
  /** Units of the picture in a cell. */
  readonly unit: number;
  /** The region of each cell. */
  readonly labels: Int32Array;
  /** To the nearest ink, in cells of this grid; 0 on ink. */
  readonly distance: Float32Array;
}

export function halved({ width, height, data }: Labels, distance: Float32Array, unit: number): Half {
  const [wide, high] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const labels = new Int32Array(wide * high);
  const near = new Float32Array(wide * high);
  for (let y = 0, at = 0; y < high; y++) {
    const [top, low] = [2 * y * width, Math.min(height - 1, 2 * y + 1) * width];
    for (let x = 0; x < wide; x++, at++) {
      const right = Math.min(width - 1, 2 * x + 1);
      labels[at] = data[low + right];
      const upper = Math.min(distance[top + 2 * x], distance[top + right]);
      near[at] = Math.min(upper, distance[low + 2 * x], distance[low + right]) / 2;
    }
  }
  return { width: wide, height: high, unit: 2 * unit, labels, distance: near };
}
