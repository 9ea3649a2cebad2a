// What files of the field call quantised, each as its program writes it, beside files that are not.
import { describe, expect, it } from 'vitest';
import { memorySource } from './source.ts';
import { headOf } from './headOf.ts';
import { memoryPack } from './packFiles.ts';
import { quantisedAs, refuseQuantisedConfig } from './quantised.ts';
import { safetensorsReader } from './reader.ts';
import type { StoredDType, Tensors } from './types.ts';

const LAYER = 'down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q';

function tensors(types: Readonly<Record<string, StoredDType>>): Tensors {
  return {
    keys: () => Object.keys(types),
    info: (key) => (types[key] ? { dtype: types[key], shape: [4] } : undefined),
  };
}

/** A file of one byte for each element of its tensors. */
function file(types: Readonly<Record<string, StoredDType>>): Uint8Array {
  let at = 0;
  const header = Object.entries(types).map(([name, dtype]) => {
    const bytes = { F32: 16, F16: 8, I64: 32 }[dtype as string] ?? 4;
    return [name, { dtype, shape: [4], data_offsets: [at, (at += bytes)] }];
  });
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const out = new Uint8Array(8 + json.length + at);
  new DataView(out.buffer).setUint32(0, json.length, true);
  out.set(json, 8);
  return out;
}

describe('quantised', () => {
  it.each([
    ['ComfyUI', { [`${LAYER}.weight`]: 'I8', [`${LAYER}.weight_scale`]: 'F32', [`${LAYER}.comfy_quant`]: 'U8' }],
    ['8 bits', { [`${LAYER}.weight`]: 'F8_E4M3', [`${LAYER}.scale_weight`]: 'F32', scaled_fp8: 'F8_E4M3' }],
    ['8 bits', { [`${LAYER}.weight`]: 'F8_E4M3', [`${LAYER}.weight_scale`]: 'F32' }],
    ['bitsandbytes, 4', { [`${LAYER}.weight`]: 'U8', [`${LAYER}.weight.absmax`]: 'U8' }],
    ['bitsandbytes, 8', { [`${LAYER}.weight`]: 'I8', [`${LAYER}.SCB`]: 'F32' }],
    ['GPTQ', { [`${LAYER}.qweight`]: 'I32', [`${LAYER}.qzeros`]: 'I32', [`${LAYER}.scales`]: 'F16' }],
    ['packed', { [`${LAYER}.weight._data`]: 'I8', [`${LAYER}.weight._scale`]: 'F16' }],
    ['integers', { [`${LAYER}.weight`]: 'I8' }],
  ] as const)('%s', (how, types) => {
    expect(quantisedAs(tensors(types))).toMatch(how);
  });

  it.each([
    ['plain 8-bit floats', { [`${LAYER}.weight`]: 'F8_E4M3' }],
    ['a text encoder', { 'text_model.embeddings.position_ids': 'I64', 'text_model.x.weight': 'F16' }],
    [
      'a checkpoint of training',
      { 'model_ema.num_updates': 'I32', 'bn.num_batches_tracked': 'I64', 'a.weight': 'F32' },
    ],
    ['a LoRA', { 'lora_unet_x.lora_down.weight': 'F16', 'lora_unet_x.alpha': 'I64' }],
  ] as const)('%s is not', (_, types) => {
    expect(quantisedAs(tensors(types))).toBeNull();
  });
});

const INT8 = { [`${LAYER}.weight`]: 'I8', [`${LAYER}.weight_scale`]: 'F32' } as const;

it('a pack with such a net is refused by the file and by how, with what to do', async () => {
  const pack = memoryPack('pack', { 'unet/x.safetensors': file(INT8) });
  await expect(pack.tensors('unet/x.safetensors')).rejects.toMatchObject({
    code: 'unsupported',
    message: 'pack/unet/x.safetensors: the weights are quantised (8 bits with scales), which cannot be read here.',
    hint: 'Use the fp16 or fp32 version of the model in .safetensors.',
  });
});

it("a config's word is enough", () => {
  const config = { quantization_config: { quant_method: 'bitsandbytes', load_in_4bit: true } };
  expect(() => refuseQuantisedConfig(config, 'pack/unet/config.json')).toThrow('quantised (bitsandbytes)');
  expect(() => refuseQuantisedConfig({ quantization_config: null }, 'x')).not.toThrow();
});

describe('of a file that still arrives', () => {
  const whole = file(INT8);
  const arrived = (size: number): Parameters<typeof headOf>[0] => ({
    size,
    read: (offset, length) => whole.subarray(offset, offset + length),
  });

  it('the tensors are known as soon as the header is there, and are those of the whole file', () => {
    const header = 8 + new DataView(whole.buffer).getUint32(0, true);
    for (const size of [0, 7, 8, header - 1]) expect(headOf(arrived(size))).toBe('later');
    const head = headOf(arrived(header));
    if (typeof head !== 'object') throw new Error(head);
    const reader = safetensorsReader(memorySource('x', whole));
    expect(head.keys()).toEqual(reader.keys());
    expect(head.keys().map((key) => head.info(key)?.dtype)).toEqual(
      reader.keys().map((key) => reader.info(key)?.dtype),
    );
  });

  it.each([
    ['a zip', [0x50, 0x4b, 3, 4, 0x14, 0, 0, 0, 0]],
    ['a header of half a gigabyte', [0, 0, 0, 0x20, 0, 0, 0, 0]],
    ['no JSON', [2, 0, 0, 0, 0, 0, 0, 0, 0x20, 0x20]],
    ['null', [4, 0, 0, 0, 0, 0, 0, 0, 0x6e, 0x75, 0x6c, 0x6c]],
  ])('%s is nothing that is looked at', (_, bytes) => {
    const data = Uint8Array.from(bytes);
    expect(headOf({ size: data.length, read: (offset, length) => data.subarray(offset, offset + length) })).toBe(
      'unknown',
    );
  });
});
