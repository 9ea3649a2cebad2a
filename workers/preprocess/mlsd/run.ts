// sd-webui-controlnet's mlsd: the network's line segments, white and one pixel wide.
import type { Rgb } from '../../image/types.ts';
import { buildMlsd } from '../../models/mlsd.ts';
import { joinReaders } from '../../weights/reader.ts';
import { torchZipReader } from '../../weights/torchZip.ts';
import { openHubWeights } from '../networks/hubWeights.ts';
import { runNetwork, type Network } from '../networks/sessions.ts';
import { mlsdWeights } from '../networks/weightsList.ts';
import { line } from '../openpose/raster.ts';
import type { Run } from '../types.ts';
import { decodeLines, type Segment } from './decode.ts';

const network: Network = {
  id: 'mlsd',
  load: async (context) => ({
    // Ends are given in pixels, which fp16 knows to a quarter at best from 256 on; and the network is small.
    graph: ({ target, ...sides }) => buildMlsd({ ...sides, target: { ...target, precision: 'fp32' } }),
    weights: joinReaders({ mlsd: await openHubWeights(mlsdWeights, torchZipReader, context) }),
  }),
};

export const run: Run = async (image, { score, distance }, context) => {
  const { width, height } = image;
  const input = { dtype: 'float32', shape: [1, 4, height, width], data: withOnes(image) } as const;
  const { maps } = await runNetwork(network, { width, height }, { image: input }, context);
  const data = maps.data as Float32Array;
  return drawn(decodeLines({ width: width / 2, height: height / 2, data }, score, distance), width, height);
};

/** Planes of red, green, blue and the number one, each byte / 127.5 - 1. */
export function withOnes({ width, height, data }: Rgb): Float32Array<ArrayBuffer> {
  const size = width * height;
  const planes = new Float32Array(4 * size).fill(1 / 127.5 - 1, 3 * size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) planes[c * size + i] = data[3 * i + c] / 127.5 - 1;
  }
  return planes;
}

/** White segments on black, their ends cut to whole pixels. */
export function drawn(segments: readonly Segment[], width: number, height: number): Rgb {
  const image = { width, height, data: new Uint8Array(3 * width * height) };
  for (const { start, end } of segments) {
    line(
      image,
      [Math.trunc(start[0]), Math.trunc(start[1])],
      [Math.trunc(end[0]), Math.trunc(end[1])],
      [255, 255, 255],
    );
  }
  return image;
}
