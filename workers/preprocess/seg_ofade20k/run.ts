// Regions by SegFormer, seen at the size of its training as its authors test it (the shorter side 512, the longer one at
// most 2048). Flat colours of ADE20K's palette, as the segmentation brush paints them.
import { resizeOpenCv } from '../../image/resizeOpenCv.ts';
import { buildSegformer, SEGFORMER_B2_ADE } from '../../models/segformer.ts';
import { joinReaders } from '../../weights/reader.ts';
import { torchZipReader } from '../../weights/torchZip.ts';
import { openHubWeights } from '../networks/hubWeights.ts';
import { imageNetPlanes } from '../networks/imageNet.ts';
import { runNetwork, type Network, type Sides } from '../networks/sessions.ts';
import { segformerWeights } from '../networks/weightsList.ts';
import type { Run } from '../types.ts';
import { classMap } from './classify.ts';
import { drawSegMap } from './palette.ts';

const SHORTER = 512;
const LONGER = 2048;
const GRID = 32;

const network: Network = {
  id: 'segformer',
  load: async (context) => ({
    graph: (options) => buildSegformer(SEGFORMER_B2_ADE, options),
    weights: joinReaders({ seg: await openHubWeights(segformerWeights, torchZipReader, context) }),
  }),
};

export const run: Run = async (image, _params, context) => {
  const sides = networkSides(image);
  const smaller = sides.width * sides.height < image.width * image.height;
  const seen = resizeOpenCv(image, sides.width, sides.height, smaller ? 'area' : 'cubic');
  const input = { dtype: 'float32', shape: [1, 3, sides.height, sides.width], data: imageNetPlanes(seen) } as const;
  const { logits } = await runNetwork(network, sides, { image: input }, context);
  const [, height, width, classes] = logits.shape;
  const scores = { width, height, classes, data: logits.data as Float32Array };
  return drawSegMap(classMap(scores, image.width, image.height));
};

/** The shorter side 512 where the longer one then stays within 2048; both multiples of 32. */
export function networkSides({ width, height }: Sides): Sides {
  const scale = Math.min(SHORTER / Math.min(width, height), LONGER / Math.max(width, height));
  const side = (size: number): number => Math.max(GRID, Math.round((size * scale) / GRID) * GRID);
  return { width: side(width), height: side(height) };
}
