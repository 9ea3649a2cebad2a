// sd-webui-controlnet's scribble_xdog: white where a narrow blur is darker than a wide one by more than half the threshold.
import { gaussianRows } from '../../image/gaussianRows.ts';
import type { Run } from '../types.ts';

const NARROW = 0.5;
const WIDE = 5;
/** Even areas differ by rounding errors alone, which must not pass the lowest threshold. */
const ROUNDING = 1e-3;

export const run: Run = (image, { threshold }) => {
  const { width, height } = image;
  const narrow = gaussianRows(image, NARROW);
  const wide = gaussianRows(image, WIDE, 1);
  const data = new Uint8Array(image.data.length);
  // The reference turns d = least(wide - narrow) into the byte floor(255 - d) and asks for 2 * (255 - byte) > threshold.
  // 255 - byte is d rounded up, so that this is d > floor(threshold / 2).
  const limit = Math.floor(threshold / 2) + ROUNDING;
  for (let y = 0, at = 0; y < height; y++) {
    const a = wide(y);
    const b = narrow(y);
    for (let x = 0; x < 3 * width; x += 3, at += 3) {
      if (a[x] - b[x] > limit && a[x + 1] - b[x + 1] > limit && a[x + 2] - b[x + 2] > limit) {
        data[at] = data[at + 1] = data[at + 2] = 255;
      }
    }
  }
  return { width, height, data };
};
