// What the race runs on: the embedded pack, or Stable Diffusion 1.5's widths with random weights. For the benchmark only.
import {
  type ControlNetConfig,
  parseControlNetConfig,
  parseUNetConfig,
  type UNetConfig,
} from '../workers/models/unetConfig.ts';
import type { Weight } from '../workers/onnx/graph.ts';
import { joinReaders } from '../workers/weights/reader.ts';
import type { TensorReader } from '../workers/weights/types.ts';
import { urlPack } from '../workers/weights/urlPack.ts';
import wide from './rival/wide/config.json';

export interface RaceModels {
  readonly unet: UNetConfig;
  readonly net: ControlNetConfig;
  readonly tokens: number;
  /** Serves these weights. */
  readonly reader: (weights: readonly Weight[]) => TensorReader;
  /** URL of the folder with the exported graphs. */
  readonly rival: string;
}

const FILE = 'diffusion_pytorch_model.safetensors';

/** The embedded pack's UNet and scribble net, from its folder's URL. */
export async function embeddedModels(base: string, rival: string): Promise<RaceModels> {
  const files = urlPack(base);
  const config = async (folder: string): Promise<unknown> => JSON.parse(await files.text(`${folder}/config.json`));
  const { max_position_embeddings: tokens } = (await config('text_encoder')) as { max_position_embeddings: number };
  const reader = joinReaders({
    unet: await files.tensors(`unet/${FILE}`),
    'controlnet.race': await files.tensors(`controlnet-scribble/${FILE}`),
  });
  const unet = parseUNetConfig(await config('unet'));
  return { unet, net: parseControlNetConfig(await config('controlnet-scribble')), tokens, reader: () => reader, rival };
}

/** Stable Diffusion 1.5's block widths and heads, one layer a block so that it fits into WASM's 4 GiB in float32. */
export function wideModels(rival: string): RaceModels {
  const { unet, net } = wide;
  return { unet: parseUNetConfig(unet), net: parseControlNetConfig(net), tokens: 77, reader: randomWeights, rival };
}

/** Half-precision weights of about 1/sqrt(inputs), made when they are asked for. */
function randomWeights(weights: readonly Weight[]): TensorReader {
  const shapes = new Map(weights.flatMap(({ parts }) => parts.map(({ key, shape }) => [key, shape] as const)));
  return {
    keys: () => [...shapes.keys()],
    info: (key) => {
      const shape = shapes.get(key);
      return shape && { dtype: 'F16', shape };
    },
    read: (key) => new Uint8Array(randomHalves(key, shapes.get(key) ?? []).buffer),
    close: () => undefined,
  };
}

/** Uniform in +-2^-k with k by the fan-in: random mantissas and signs under a fixed range of exponents. */
function randomHalves(key: string, shape: readonly number[]): Uint16Array {
  const inputs = shape.slice(1).reduce((a, b) => a * b, 1);
  const exponent = Math.max(1, 15 - Math.round(Math.log2(Math.sqrt(inputs)))) << 10;
  const halves = new Uint16Array(shape.reduce((a, b) => a * b, 1));
  let state = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) state = Math.imul(state ^ key.charCodeAt(i), 0x01000193) | 1;
  for (let i = 0; i < halves.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    halves[i] = exponent | (state & 0x83ff);
  }
  return halves;
}
