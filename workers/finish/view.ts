// The painted picture as the finish sees it: Oklab, over the lines' paper. Pure.
import type { Rgba } from '../image/types.ts';
import { type Lab, labInto } from './oklab.ts';

export interface View {
  /** At a point in units of the clean picture; beyond its rim what lies nearest. */
  readonly colourAt: (x: number, y: number) => Lab;
  /** The same, as three numbers of `out` from `at` on. */
  readonly read: (x: number, y: number, out: Float64Array, at: number) => void;
  /** For each cell of a grid over the picture how much it differs from a colour; between pixels in proportion. */
  readonly differences: (grid: { readonly width: number; readonly height: number }, from: Lab) => Float32Array;
}

/** `width`, `height`: the sides of the clean picture in its units. Transparent pixels lie on white. */
export function viewOf({ width: wide, height: high, data }: Rgba, width: number, height: number): View {
  const labs = new Float32Array(3 * wide * high);
  for (let i = 0; i < wide * high; i++) {
    const alpha = data[4 * i + 3];
    const over = (value: number): number =>
      alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    labInto(labs, 3 * i, { red: over(data[4 * i]), green: over(data[4 * i + 1]), blue: over(data[4 * i + 2]) });
  }
  const pixel = (value: number, to: number): number => Math.min(to - 1, Math.max(0, Math.floor(value)));
  const place = (x: number, y: number): number =>
    3 * (pixel((y * high) / height, high) * wide + pixel((x * wide) / width, wide));
  return {
    colourAt: (x, y) => {
      const at = place(x, y);
      return [labs[at], labs[at + 1], labs[at + 2]];
    },
    read: (x, y, out, at) => {
      const from = place(x, y);
      for (let c = 0; c < 3; c++) out[at + c] = labs[from + c];
    },
    differences: (grid, from) => {
      const own = new Float32Array(wide * high);
      for (let i = 0; i < own.length; i++) {
        own[i] = Math.hypot(labs[3 * i] - from[0], labs[3 * i + 1] - from[1], labs[3 * i + 2] - from[2]);
      }
      return stretched(own, { width: wide, height: high }, grid);
    },
  };
}

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** Bilinear; to a coarser grid the nearest values. */
function stretched(own: Float32Array, from: Sides, to: Sides): Float32Array {
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const v = Math.min(from.height - 1, Math.max(0, ((y + 0.5) * from.height) / to.height - 0.5));
    const top = Math.floor(v) * from.width;
    const low = Math.min(from.height - 1, Math.floor(v) + 1) * from.width;
    for (let x = 0; x < to.width; x++) {
      const u = Math.min(from.width - 1, Math.max(0, ((x + 0.5) * from.width) / to.width - 0.5));
      const left = Math.floor(u);
      const right = Math.min(from.width - 1, left + 1);
      const upper = own[top + left] + (own[top + right] - own[top + left]) * (u - left);
      const lower = own[low + left] + (own[low + right] - own[low + left]) * (u - left);
      out[y * to.width + x] = upper + (lower - upper) * (v - Math.floor(v));
    }
  }
  return out;
}
