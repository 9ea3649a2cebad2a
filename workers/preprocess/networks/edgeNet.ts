// Inkling's own edge network behind softedge_inkling and scribble_inkling: it ships with the app.
import type { Rgb } from '../../image/types.ts';
import { buildEdgeNet, type EdgeConfig, parseEdgeConfig } from '../../models/edgeNet.ts';
import { joinReaders } from '../../weights/reader.ts';
import { urlPack } from '../../weights/urlPack.ts';
import type { RunContext } from '../types.ts';
import { runNetwork, type Network } from './sessions.ts';
import { type Plane, softEdgeMap } from './softEdges.ts';

const FOLDER = 'models/softedge-inkling/';
const WEIGHTS = 'model.safetensors';

let known: Promise<EdgeConfig> | undefined;

const packOf = ({ options, signal, progress }: RunContext) =>
  urlPack(new URL(FOLDER, options.assets).href, {
    signal,
    onProgress: ({ loadedBytes, totalBytes }) => progress({ stage: 'download', loadedBytes, totalBytes }),
  });

function configOf(context: RunContext): Promise<EdgeConfig> {
  known ??= packOf(context)
    .text('config.json')
    .then((text) => parseEdgeConfig(JSON.parse(text)));
  known.catch(() => (known = undefined));
  return known;
}

const network: Network = {
  id: 'edge network',
  async load(context) {
    const config = await configOf(context);
    return {
      graph: (options) => buildEdgeNet(config, options),
      weights: joinReaders({ edge: await packOf(context).tensors(WEIGHTS) }),
    };
  },
};

/** White along the boundaries of things; sides are multiples of 64. */
export async function edgeNetMap(image: Rgb, context: RunContext): Promise<Plane> {
  const { width, height } = image;
  const data = foldedPixels(image, await configOf(context));
  const input = { dtype: 'float32', shape: [1, 12, height / 2, width / 2], data } as const;
  const { logits } = await runNetwork(network, { width, height }, { image: input }, context);
  return softEdgeMap(unfoldedPixels(logits.data as Float32Array, width, height), width, height);
}

/** PyTorch's pixel_unshuffle by two of the normalised picture: channel = colour * 4 + 2 * row + column. */
export function foldedPixels({ width, height, data }: Rgb, { mean, spread }: EdgeConfig): Float32Array<ArrayBuffer> {
  const size = (width / 2) * (height / 2);
  const out = new Float32Array(12 * size);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (2 * (y & 1) + (x & 1)) * size + (y >> 1) * (width / 2) + (x >> 1);
      for (let c = 0; c < 3; c++) out[4 * c * size + at] = (data[from++] / 255 - mean) / spread;
    }
  }
  return out;
}

/** pixel_shuffle by two of one channel. */
export function unfoldedPixels(folded: Float32Array, width: number, height: number): Float32Array {
  const size = (width / 2) * (height / 2);
  const out = new Float32Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      out[to] = folded[(2 * (y & 1) + (x & 1)) * size + (y >> 1) * (width / 2) + (x >> 1)];
    }
  }
  return out;
}
