// Single files in every element type and both containers, and files that lie.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { singleFileTensors } from '../testing/singleFile.ts';
import { writeSafetensors, type WrittenTensor } from '../testing/writeSafetensors.ts';
import { checkpointPack } from './checkpoint.ts';
import { toFloats } from './convert.ts';
import { memoryPack } from './packFiles.ts';
import { memorySource } from './source.ts';
import { openTensorFile } from './tensorFile.ts';
import type { PackFiles } from './types.ts';

const vocabulary = memoryPack('CLIP', { 'tokenizer/merges.txt': '', 'tokenizer/vocab.json': '{}' });
const TENSORS = singleFileTensors('sd2').map((tensor) =>
  // The vocabulary is most of the file and none of the matter.
  tensor.key.endsWith('token_embedding.weight')
    ? { ...tensor, shape: [4, 64], data: tensor.data.slice(0, 256) }
    : tensor,
);
const open = (bytes: Uint8Array, config?: PackFiles): PackFiles =>
  checkpointPack(openTensorFile(memorySource('file.safetensors', bytes)), {
    name: 'file.safetensors',
    vocabulary,
    ...(config && { config }),
  });

const fixture = readGolden('single-files');

it.each(['F8_E4M3', 'F8_E5M2'] as const)('%s holds the values that torch says', (dtype) => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const values = toFloats(bytes, dtype);
  expect(values).toEqual(fixture.floats(dtype));
});

it("open_clip's joined matrices come apart; the last block is not there; the file is closed with the last reader", async () => {
  const pack = open(writeSafetensors(TENSORS));
  const text = await pack.tensors('text_encoder/model.safetensors');
  const joined = TENSORS.find(({ key }) => key.endsWith('resblocks.1.attn.in_proj_weight'));
  const part = (name: string): Float32Array | undefined =>
    toFloats(text.read(`text_model.encoder.layers.1.self_attn.${name}.weight`).slice(), 'F32');
  const size = 64 * 64;
  expect(part('q_proj')).toEqual(joined?.data.slice(0, size));
  expect(part('v_proj')).toEqual(joined?.data.slice(2 * size));
  expect(text.keys().filter((key) => key.includes('layers.2.'))).toEqual([]);
  const unet = await pack.tensors('unet/diffusion_pytorch_model.safetensors');
  text.close();
  expect(unet.read('conv_in.bias')).toHaveLength(256);
  unet.close();
  expect(() => unet.read('conv_in.bias')).toThrow('read after close');
});

it('what the file says of itself decides what its UNet answers with', async () => {
  const prediction = async (files: PackFiles): Promise<unknown> =>
    (JSON.parse(await files.text('scheduler/scheduler_config.json')) as Record<string, unknown>)['prediction_type'];
  expect(await prediction(open(writeSafetensors(TENSORS)))).toBe('v_prediction');
  expect(await prediction(open(writeSafetensors(TENSORS, { 'modelspec.prediction_type': 'epsilon' })))).toBe('epsilon');
});

it('a checkpoint of training is read past its callbacks, optimiser and settings', () => {
  const bytes = new Uint8Array(readFileSync(new URL('lightning.ckpt', fixture.folder)));
  const reader = openTensorFile(memorySource('lightning.ckpt', bytes));
  expect(reader.keys()).toEqual(['a', 'b', 'ids']);
  expect(toFloats(reader.read('a'), 'F32')).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5));
  expect(reader.metadata).toEqual({ epoch: '3', global_step: '875000' });
});

describe('refuses', () => {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words.padEnd(80, ' '));
  it.each([
    ['a web page', text('<!doctype html><html>'), 'unsupported', 'a web page'],
    ['a pointer', text('version https://git-lfs.github.com/spec/v1'), 'unsupported', 'Git LFS pointer'],
    ['GGUF', text('GGUF'), 'unsupported', 'GGUF'],
    ['nothing', new Uint8Array(0), 'bad-model', 'too short'],
    ['a header that lies', text('\u007f\u007f\u007f\u007f'), 'bad-model', 'not a safetensors file'],
    ['a file without an autoencoder', writeSafetensors(without('first_stage_model.')), 'bad-model', 'autoencoder'],
    ['a lone autoencoder', writeSafetensors(only('first_stage_model.')), 'unsupported', 'not a whole model'],
    ['a file cut by a byte', writeSafetensors(TENSORS).slice(0, -1), 'bad-model', 'outside the file'],
    [
      'a UNet without its blocks',
      writeSafetensors(without('model.diffusion_model.input_blocks.1')),
      'bad-model',
      'missing',
    ],
  ])('%s', (_name, bytes, code, says) => {
    expect(() => open(bytes)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(says) }) as unknown,
    );
  });

  function without(prefix: string): readonly WrittenTensor[] {
    return TENSORS.filter(({ key }) => !key.startsWith(prefix));
  }
  function only(prefix: string): readonly WrittenTensor[] {
    return TENSORS.filter(({ key }) => key.startsWith(prefix));
  }
});
