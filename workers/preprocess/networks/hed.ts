// The HED network behind softedge_hed and scribble_hed: its weights and its pictures.
import type { Rgb } from '../../image/types.ts';
import { toPlanar } from '../../image/pixels.ts';
import { buildHed, HED } from '../../models/hed.ts';
import { joinReaders } from '../../weights/reader.ts';
import { torchZipReader } from '../../weights/torchZip.ts';
import type { RunContext } from '../types.ts';
import { openHubWeights } from './hubWeights.ts';
import { runNetwork, type Network } from './sessions.ts';
import { type Plane, softEdgeMap } from './softEdges.ts';
import { hedWeights } from './weightsList.ts';

const network: Network = {
  id: 'hed',
  load: async (context) => ({
    graph: (options) => buildHed(HED, options),
    weights: joinReaders({ hed: await openHubWeights(hedWeights, torchZipReader, context) }),
  }),
};

/** White where the network sees an edge; sides are multiples of 64. */
export async function hedMap(image: Rgb, context: RunContext): Promise<Plane> {
  const { width, height } = image;
  const input = { dtype: 'float32', shape: [1, 3, height, width], data: toPlanar(image, 1, 0) } as const;
  const { logits } = await runNetwork(network, { width, height }, { image: input }, context);
  return softEdgeMap(logits.data as Float32Array, width, height);
}
