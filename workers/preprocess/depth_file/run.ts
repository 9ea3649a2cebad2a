// A depth map from the user's own file: its brightness from least to most becomes black to white, near = white.
import { extremes, greyOf } from '../../image/grey.ts';
import type { Run } from '../types.ts';

export const run: Run = (image, { invert }, context) => {
  const depth = context.depth?.data ?? greyOf(image);
  const [least, most] = extremes(depth);
  // An even map says nothing about depth: it stays black (white when turned round), as in the reference's x / max(x).
  const scale = most > least ? 255 / (most - least) : 0;
  const data = new Uint8Array(image.data.length);
  for (let i = 0, to = 0; i < depth.length; i++, to += 3) {
    const near = Math.round((depth[i] - least) * scale);
    data[to] = data[to + 1] = data[to + 2] = invert >= 0.5 ? 255 - near : near;
  }
  return { width: image.width, height: image.height, data };
};
