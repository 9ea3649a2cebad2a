import { describe, expect, it, test } from 'vitest';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { loraReader } from './lora.ts';
import { joinReaders, safetensorsReader } from './reader.ts';
import { memorySource } from './source.ts';

const floats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);
const readerOf = (tensors: Readonly<Record<string, readonly number[]>>) =>
  safetensorsReader(
    memorySource('f', writeSafetensors(Object.entries(tensors).map(([key, shape]) => ({ key, shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1) })))),
  ); // prettier-ignore

describe.each(['lora-peft', 'lora-kohya', 'lora-old'])('%s against torch', (fixture) => {
  const golden = readGolden(fixture);
  const [{ outputs, scale }] = golden.cases;
  const read = (name: string) => readWeights(golden.folder, `${name}.safetensors`);
  const base = joinReaders({ unet: read('unet'), text_encoder: read('text_encoder') });
  const reader = loraReader(base, read('lora'), Number(scale));

  it.each(Object.entries(outputs))('%s', (key, name) => {
    const wanted = golden.tensor(name);
    expect(reader.info(key)).toEqual({ dtype: 'F32', shape: wanted.shape });
    expect(relativeError(floats(reader.read(key)), wanted.data)).toBeLessThan(1e-6);
  });

  it('passes on what it does not change', () => {
    expect(reader.info('unet/untouched.weight')?.dtype).toBe('F16');
    expect(reader.read('unet/untouched.weight')).toEqual(base.read('unet/untouched.weight'));
    expect(reader.keys()).toEqual(base.keys());
  });
});

const BASE = joinReaders({ unet: readerOf({ 'mid_block.proj.weight': [2, 3] }) });
const add = (tensors: Readonly<Record<string, readonly number[]>>) => loraReader(BASE, readerOf(tensors), 0.5);

test('several LoRAs add up', () => {
  const tensors = { 'unet.mid_block.proj.lora_A.weight': [4, 3], 'unet.mid_block.proj.lora_B.weight': [2, 4] };
  // All ones: up @ down is 4 everywhere, so 1 + 0.5 * 4 + 0.5 * 4.
  const twice = loraReader(add(tensors), readerOf(tensors), 0.5);
  expect([...floats(twice.read('unet/mid_block.proj.weight'))]).toEqual(new Array(6).fill(5));
});

test.each([
  ['a layer that the model lacks', { 'unet.x.lora_A.weight': [1, 3], 'unet.x.lora_B.weight': [2, 1] }, 'bad-model', 'unet.x.lora_A.weight'],
  ['half a pair', { 'unet.mid_block.proj.lora_A.weight': [1, 3] }, 'bad-model', 'lacks its other half'],
  ['another width', { 'unet.mid_block.proj.lora_A.weight': [1, 4], 'unet.mid_block.proj.lora_B.weight': [2, 1] }, 'bad-model', '[1,4]'],
  ['another rank', { 'unet.mid_block.proj.lora_A.weight': [1, 3], 'unet.mid_block.proj.lora_B.weight': [2, 2] }, 'bad-model', '[2,2]'],
  ['LoHa', { 'lora_unet_mid_block_proj.hada_w1_a': [2, 2] }, 'unsupported', 'hada_w1_a'],
  ['DoRA', { 'lora_unet_mid_block_proj.dora_scale': [2, 1] }, 'unsupported', 'dora_scale'],
])('%s is refused by name', (_, tensors, code, message) => {
  expect(() => add(tensors as Record<string, number[]>)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
}); // prettier-ignore
