// `cv2.Canny(rgb, low, high)`: edges of the strongest channel, white on black.
import type { Run } from '../types.ts';
import { cannyEdges } from './edges.ts';

export const run: Run = (image, { low, high }) => {
  const edges = cannyEdges(image, Math.min(low, high), Math.max(low, high));
  const data = new Uint8Array(image.data.length);
  for (let i = 0, to = 0; i < edges.length; i++, to += 3) {
    if (edges[i]) data[to] = data[to + 1] = data[to + 2] = 255;
  }
  return { width: image.width, height: image.height, data };
};
