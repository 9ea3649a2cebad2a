// Depth Anything V2 small, framed as sd-webui-controlnet frames depth_anything: the shorter side 518, near = white.
// The reference hands red and blue over swapped; the network was trained on RGB and gets it here.
import { resizeOpenCv } from '../../image/resizeOpenCv.ts';
import { buildDepthAnything, DEPTH_ANYTHING_V2_SMALL } from '../../models/depthAnything.ts';
import { joinReaders, safetensorsReader } from '../../weights/reader.ts';
import { openHubWeights } from '../networks/hubWeights.ts';
import { imageNetPlanes } from '../networks/imageNet.ts';
import { runNetwork, type Network, type Sides } from '../networks/sessions.ts';
import { greyRgb } from '../networks/softEdges.ts';
import { depthAnythingWeights } from '../networks/weightsList.ts';
import type { Run } from '../types.ts';

const SHORTER = 518;
const PATCH = DEPTH_ANYTHING_V2_SMALL.patch;

const network: Network = {
  id: 'depth anything',
  load: async (context) => ({
    graph: ({ height, width, target }) =>
      buildDepthAnything(DEPTH_ANYTHING_V2_SMALL, {
        ...networkSides({ height, width }),
        output: { height, width },
        target,
      }),
    weights: joinReaders({ depth: await openHubWeights(depthAnythingWeights, safetensorsReader, context) }),
  }),
};

export const run: Run = async (image, _params, context) => {
  const { width, height } = image;
  const sides = networkSides(image);
  const data = imageNetPlanes(resizeOpenCv(image, sides.width, sides.height, 'cubic'));
  const input = { dtype: 'float32', shape: [1, 3, sides.height, sides.width], data } as const;
  const { depth } = await runNetwork(network, { width, height }, { image: input }, context);
  return greyRgb({ width, height, data: stretched(depth.data as Float32Array) });
};

/** The shorter side at least 518, both the nearest multiples of the patch. */
export function networkSides({ width, height }: Sides): Sides {
  const scale = SHORTER / Math.min(width, height);
  const side = (size: number): number => Math.max(SHORTER, Math.round((size * scale) / PATCH) * PATCH);
  return { width: side(width), height: side(height) };
}

/** The least value becomes 0, the greatest 255, in between cut to bytes; a flat map is black. */
export function stretched(depth: Float32Array): Uint8Array {
  const least = depth.reduce((a, b) => Math.min(a, b), Infinity);
  const range = depth.reduce((a, b) => Math.max(a, b), -Infinity) - least;
  return Uint8Array.from(depth, (value) => (range > 0 ? ((value - least) / range) * 255 : 0));
}
