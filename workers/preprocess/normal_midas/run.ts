// The normal map that ControlNet 1.0 made of a depth map: Sobel slopes over a fixed height, the background held flat.
import { reflect101 } from '../../image/gaussian.ts';
import { extremes, greyOf } from '../../image/grey.ts';
import type { Run } from '../types.ts';

const { fround } = Math;
/** How steep a slope must be to count: the reference's `a`. */
const HEIGHT = fround(2 * Math.PI);

export const run: Run = (image, { background }, context) => {
  const { width, height } = image;
  const depth = context.depth?.data ?? greyOf(image);
  const [least, most] = extremes(depth);
  const range = most - least;
  const data = new Uint8Array(image.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    const above = reflect101(y - 1, height) * width;
    const here = y * width;
    const below = reflect101(y + 1, height) * width;
    for (let x = 0; x < width; x++, to += 3) {
      const left = reflect101(x - 1, width);
      const right = reflect101(x + 1, width);
      const isBackground = range === 0 || fround((depth[here + x] - least) / range) < background;
      const slope = (a: number, b: number, c: number, d: number, e: number, f: number): number =>
        isBackground ? 0 : depth[d] + 2 * depth[e] + depth[f] - depth[a] - 2 * depth[b] - depth[c];
      const dx = slope(above + left, here + left, below + left, above + right, here + right, below + right);
      const dy = slope(above + left, above + x, above + right, below + left, below + x, below + right);
      // float32 at each step, as numpy has it, because the byte is cut off.
      const length = fround(Math.sqrt(fround(fround(dx * dx + dy * dy) + fround(HEIGHT * HEIGHT))));
      const byte = (component: number): number => fround(fround(fround(component / length) * 127.5) + 127.5);
      // The reference hands its channels over in reverse.
      data[to] = byte(HEIGHT);
      data[to + 1] = byte(dy);
      data[to + 2] = byte(dx);
    }
  }
  return { width, height, data };
};
