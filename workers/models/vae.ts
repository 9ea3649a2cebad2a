// Pixels to latents and back, by either of diffusers' autoencoders; the config's `_class_name` decides.
import type { BuiltGraph } from '../onnx/graph.ts';
import { buildKlDecoder, buildKlEncoder, type KlConfig, parseKlConfig } from './autoencoderKl.ts';
import { ConfigReader } from './configReader.ts';
import { buildTinyDecoder, buildTinyEncoder, parseTinyConfig, type TinyConfig } from './tinyVae.ts';
import type { VaeGraphOptions } from './vaeOptions.ts';

export type VaeConfig = KlConfig | TinyConfig;

/**
 * @param json the parsed vae/config.json
 * @throws AppError `unsupported` or `bad-model` naming the key
 */
export function parseVaeConfig(json: unknown): VaeConfig {
  const config = new ConfigReader(json, ['AutoencoderKL', 'AutoencoderTiny']);
  return config.className === 'AutoencoderTiny' ? parseTinyConfig(config) : parseKlConfig(config);
}

/**
 * Input `latent` float32 [1,C,h,w] as the sampler leaves it (the division by scaling_factor is inside); output
 * `image` float32 [1,3,H,W], about -1...1, not clamped.
 */
export function buildVaeDecoder(config: VaeConfig, options: VaeGraphOptions): BuiltGraph {
  return config.kind === 'kl' ? buildKlDecoder(config, options) : buildTinyDecoder(config, options);
}

/**
 * Input `image` float32 [1,3,H,W] in -1...1; outputs float32 [1,C,h,w], not yet multiplied by scaling_factor: `mean`
 * and `logvar` of AutoencoderKL (logvar not clamped), or `latent` of AutoencoderTiny.
 */
export function buildVaeEncoder(config: VaeConfig, options: VaeGraphOptions): BuiltGraph {
  return config.kind === 'kl' ? buildKlEncoder(config, options) : buildTinyEncoder(config, options);
}
