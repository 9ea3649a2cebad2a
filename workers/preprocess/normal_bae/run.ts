// sd-webui-controlnet's normal_bae: NNET at the framed size; x, y and z of each surface as red, green and blue.
import type { Rgb } from '../../image/types.ts';
import { buildNormalBae } from '../../models/normalBae.ts';
import { joinReaders } from '../../weights/reader.ts';
import { torchZipReader } from '../../weights/torchZip.ts';
import { openHubWeights } from '../networks/hubWeights.ts';
import { imageNetPlanes } from '../networks/imageNet.ts';
import { runNetwork, type Network } from '../networks/sessions.ts';
import { normalBaeWeights } from '../networks/weightsList.ts';
import type { Run } from '../types.ts';

const network: Network = {
  id: 'normal bae',
  load: async (context) => {
    const stored = await openHubWeights(normalBaeWeights, (source) => torchZipReader(source, 'model'), context);
    return { graph: buildNormalBae, weights: joinReaders({ normal: stored }) };
  },
};

export const run: Run = async (image, _params, context) => {
  const { width, height } = image;
  const input = { dtype: 'float32', shape: [1, 3, height, width], data: imageNetPlanes(image) } as const;
  const { normal } = await runNetwork(network, { width, height }, { image: input }, context);
  return normalMap(normal.data as Float32Array, width, height);
};

/** -1...1 to bytes, cut as numpy does; not brought to length 1 again, as in the reference. */
export function normalMap(planes: Float32Array, width: number, height: number): Rgb {
  const size = width * height;
  const data = new Uint8Array(3 * size);
  for (let i = 0, to = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) data[to++] = Math.min(1, Math.max(0, (planes[c * size + i] + 1) * 0.5)) * 255;
  }
  return { width, height, data };
}
