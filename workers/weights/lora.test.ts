import { describe, expect, it, test } from 'vitest';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { toFloats } from './convert.ts';
import { isLora, loraReader } from './lora.ts';
import { joinReaders, safetensorsReader } from './reader.ts';
import { memorySource } from './source.ts';
import type { TensorReader } from './types.ts';

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

describe('kinds against LyCORIS and peft', () => {
  const golden = readGolden('lora-kinds');
  const base = joinReaders({ unet: readWeights(golden.folder, 'unet.safetensors') });
  const plain = (key: string) => toFloats(base.read(key), 'F16')?.slice() ?? new Float32Array();

  it.each(golden.cases.map(({ name }) => name))('%s', (name) => {
    const { outputs, strength } = golden.cases.find((each) => each.name === name) ?? fail();
    const reader = loraReader(base, readWeights(golden.folder, `${name}.safetensors`), Number(strength));
    expect(reader.fit.leftOut).toEqual([]);
    for (const key of base.keys()) {
      const output = outputs[key];
      if (output === undefined) expect(valuesOf(reader, key), key).toEqual(plain(key));
      else {
        const [actual, wanted] = [valuesOf(reader, key), golden.tensor(output).data];
        expect(relativeError(actual, wanted), key).toBeLessThan(golden.tolerance);
        // The base, whose rounding is the larger of the two, must not hide a wrong change.
        expect(changeError(actual, plain(key), wanted), key).toBeLessThan(1e-5);
      }
    }
  });
});

const fail = (): never => {
  throw new Error('no such case');
};

function valuesOf(reader: TensorReader, key: string): Float32Array {
  const dtype = reader.info(key)?.dtype ?? 'F32';
  return toFloats(reader.read(key), dtype)?.slice() ?? new Float32Array();
}

/** Largest error over the largest change. */
function changeError(actual: Float32Array, base: Float32Array, wanted: ArrayLike<number>): number {
  let [worst, most] = [actual.length === wanted.length ? 0 : Infinity, 0];
  actual.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - wanted[i]));
    most = Math.max(most, Math.abs(wanted[i] - base[i]));
  });
  return worst / most;
}

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
  ['half a LoHa', { 'lora_unet_mid_block_proj.hada_w1_a': [2, 2] }, 'bad-model', 'hada_w1_a'],
  ['a DoRA without its change', { 'lora_unet_mid_block_proj.dora_scale': [2, 1] }, 'bad-model', 'dora_scale'],
  ['a LoKr of another width', { 'lora_unet_mid_block_proj.lokr_w1': [2, 1], 'lora_unet_mid_block_proj.lokr_w2': [1, 2] }, 'bad-model', '[1,2]'],
  ['lengths of another width', { 'lora_unet_mid_block_proj.diff': [2, 3], 'lora_unet_mid_block_proj.dora_scale': [4, 1] }, 'bad-model', '[4,1]'],
  ['a LoRA of another kind', { 'lora_unet_mid_block_proj.oft_blocks': [2, 2, 2], 'lora_unet_mid_block_proj.alpha': [1] }, 'unsupported', 'OFT or BOFT'],
  ['an IA3', { 'lora_unet_mid_block_proj.on_input': [1], 'lora_unet_mid_block_proj.weight': [1, 3] }, 'unsupported', 'IA3'],
  ['a bias where there is none', { 'lora_unet_mid_block_proj.diff_b': [2] }, 'bad-model', 'diff_b'],
])('%s is refused by name', (_, tensors, code, message) => {
  expect(() => add(tensors as Record<string, number[]>)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
}); // prettier-ignore

test('tensors that are unknown are left out and told of; the rest applies', () => {
  const plain = { 'unet.mid_block.proj.lora_A.weight': [4, 3], 'unet.mid_block.proj.lora_B.weight': [2, 4] };
  const odd = { 'lora_unet_x.oft_blocks': [1], 'unet.other.lora_A.weight': [1, 3], 'unet.other.lora_B.weight': [2, 1] };
  const reader = add({ ...plain, ...odd, 'bundle_emb.fern.string_to_param.*': [2, 5] });
  expect([...reader.fit.leftOut].sort()).toEqual(Object.keys(odd).sort());
  expect([...reader.fit.embeddings]).toEqual([['fern', 'bundle_emb.fern.string_to_param.*']]);
  expect([...floats(reader.read('unet/mid_block.proj.weight'))]).toEqual(new Array(6).fill(3));
});

test('a DoRA at half its strength is half the way to what it is in full', () => {
  const golden = readGolden('lora-kinds');
  const key = 'unet/conv_in.weight';
  const [none, half, full] = [0, 0.5, 1].map((strength) =>
    valuesOf(loraReader(joinReaders({ unet: readWeights(golden.folder, 'unet.safetensors') }), readWeights(golden.folder, 'dora.safetensors'), strength), key),
  ); // prettier-ignore
  expect(relativeError(half, none.map((value, i) => (value + full[i]) / 2))).toBeLessThan(1e-6); // prettier-ignore
  expect(relativeError(none, full)).toBeGreaterThan(0.1);
});

test('an alpha that a script wrote as an integer counts as one that is a float', () => {
  const plain = { 'unet.mid_block.proj.lora_A.weight': [4, 3], 'unet.mid_block.proj.lora_B.weight': [2, 4] };
  const ones = readerOf({ ...plain, 'unet.mid_block.proj.alpha': [] });
  const key = 'unet.mid_block.proj.alpha';
  const whole: TensorReader = {
    ...ones,
    info: (each) => (each === key ? { dtype: 'I64', shape: [] } : ones.info(each)),
    read: (each) => (each === key ? new Uint8Array(new BigInt64Array([2n]).buffer) : ones.read(each)),
  };
  // 1 + (2 / 4) * 4.
  expect([...floats(loraReader(BASE, whole, 1).read('unet/mid_block.proj.weight'))]).toEqual(new Array(6).fill(3));
});

test('UNet and text encoder may have strengths of their own', () => {
  const base = joinReaders({ unet: readerOf({ 'conv_in.weight': [1] }), text_encoder: readerOf({ 'encoder.fc.weight': [1] }) });
  const lora = readerOf({ 'lora_unet_conv_in.diff': [1], 'lora_te_text_model_encoder_fc.diff': [1] });
  const reader = loraReader(base, lora, { unet: 0.5, text: 2 });
  expect([...reader.keys()].map((key) => floats(reader.read(key))[0])).toEqual([1.5, 3]);
}); // prettier-ignore

test.each([
  [['lora_unet_conv_in.lora_down.weight', 'lora_unet_conv_in.alpha'], true],
  [['base_model.model.conv_in.lora_A.default.weight'], true],
  [['lora_unet_conv_in.hada_w1_a'], true],
  [['lora_controlnet', 'input_blocks.0.0.up', 'input_blocks.0.0.down'], false],
  [['down_blocks.0.resnets.0.conv1.weight', 'conv_in.bias'], false],
  [['emb_params'], false],
])('%j: is a LoRA, %s', (names, is) => {
  expect(isLora(names)).toBe(is);
});
