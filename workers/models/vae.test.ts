import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { runGraph } from '../testing/runGraph.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { joinReaders, safetensorsReader } from '../weights/reader.ts';
import { memorySource } from '../weights/source.ts';
import { buildVaeDecoder, buildVaeEncoder, parseVaeConfig } from './vae.ts';

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;
const FIXTURES = ['vae-kl', 'vae-kl-layers', 'vae-kl-bare', 'vae-tiny', 'vae-tiny-pack', 'vae-tiny-silu'];
const WEIGHTS = 'vae/diffusion_pytorch_model.safetensors';

function readVae(fixture: string) {
  const golden = readGolden(fixture);
  const json = JSON.parse(readFileSync(new URL('vae/config.json', golden.folder), 'utf8')) as Record<string, unknown>;
  return { golden, json, config: parseVaeConfig(json), stored: readWeights(golden.folder, WEIGHTS) };
}

describe.each(FIXTURES)('%s against diffusers', (fixture) => {
  const { golden, config, stored } = readVae(fixture);
  const weights = joinReaders({ vae: stored });

  it.each(golden.cases)('$name', async ({ kind, inputs, outputs }) => {
    const [[name, key]] = Object.entries(inputs);
    const input = golden.tensor(key);
    const factor = kind === 'encode' ? 2 ** (config.levels - 1) : 1;
    const [height, width] = [input.shape[2] / factor, input.shape[3] / factor];
    const build = kind === 'encode' ? buildVaeEncoder : buildVaeDecoder;
    const graph = build(config, { height, width, target: TARGET });
    const results = await runGraph(graph, weights, { [name]: { dtype: 'float32', ...input } });
    expect(Object.keys(results).sort()).toEqual(Object.keys(outputs).sort());
    for (const [output, wanted] of Object.entries(outputs)) {
      const error = relativeError(results[output].data as Float32Array, golden.floats(wanted));
      if (process.env['PRINT_ERRORS']) console.log(fixture, output, error.toExponential(1));
      expect(error).toBeLessThan(golden.tolerance);
    }
  });
});

it('reads the attention of files from before diffusers 0.12', async () => {
  const { golden, config, stored } = readVae('vae-kl');
  const OLD: Record<string, string> = { to_q: 'query', to_k: 'key', to_v: 'value', 'to_out.0': 'proj_attn' };
  const renamed = stored.keys().map((key) => ({
    key: key.replace(
      /(attentions\.0\.)(to_q|to_k|to_v|to_out\.0)/,
      (_, path: string, name: string) => path + OLD[name],
    ),
    shape: stored.info(key)?.shape ?? [],
    data: new Uint16Array(stored.read(key).slice().buffer),
  }));
  const weights = joinReaders({ vae: safetensorsReader(memorySource('old', writeSafetensors(renamed))) });
  const latent = { dtype: 'float32' as const, ...golden.tensor('decode.latent') };
  const { image } = await runGraph(buildVaeDecoder(config, { height: 4, width: 6, target: TARGET }), weights, {
    latent,
  });
  expect(relativeError(image.data as Float32Array, golden.floats('decode.image'))).toBeLessThan(golden.tolerance);
});

it.each([
  ['vae-kl', { act_fn: 'mish' }, 'act_fn'],
  ['vae-kl', { down_block_types: ['AttnDownEncoderBlock2D'] }, 'down_block_types'],
  ['vae-kl', { shift_factor: 0.1 }, 'shift_factor'],
  ['vae-kl', { latents_mean: [0, 0, 0, 0] }, 'latents_mean'],
  ['vae-tiny', { upsample_fn: 'bilinear' }, 'upsample_fn'],
  ['vae-tiny', { decoder_block_out_channels: [8, 8, 4, 4] }, 'decoder_block_out_channels'],
  ['vae-tiny', { _class_name: 'VQModel' }, '_class_name'],
])('%s with %o is unsupported, by name', (fixture, change, key) => {
  const error = expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(`"${key}"`) });
  expect(() => parseVaeConfig({ ...readVae(fixture).json, ...change })).toThrow(error);
});
