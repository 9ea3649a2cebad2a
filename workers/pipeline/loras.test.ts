// LoRAs over a loaded pack: what a change of strength reads again, and what pictures come of it.
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import type { Runtime } from '../runtime/types.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { safetensorsReader } from '../weights/reader.ts';
import { memorySource } from '../weights/source.ts';
import type { TensorReader } from '../weights/types.ts';
import { takeOff } from './extras.ts';
import { generate } from './generate.ts';
import type { Job, LoraUse } from './job.ts';
import { readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const JOB: Job = {
  prompt: 'a red cat', negativePrompt: '', width: 64, height: 64, steps: 1, sampler: 'ddim', guidanceScale: 3, guidanceRescale: 0,
  seed: 3, rng: 'torch', controls: [], init: null, mask: null, clipSkip: 0,
}; // prettier-ignore

/** A full difference of `size` numbers that are no multiples of one another. */
const lora = (key: string, shape: readonly number[]): TensorReader => {
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => 0.4 * Math.sin(i + 1));
  return safetensorsReader(memorySource('lora', writeSafetensors([{ key, shape, data }])));
};

async function studio() {
  ort.env.wasm.numThreads = 1;
  const real = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const log: string[] = [];
  const runtime: Runtime = {
    ...real,
    create(graph, ...rest) {
      log.push(graph.name);
      return real.create(graph, ...rest);
    },
  };
  const pack = await openPack(diskPack('sd1', readGolden('pack-sd1').folder));
  const files = new Map([
    ['unet', () => lora('lora_unet_conv_in.diff', pack.weights.info('unet/conv_in.weight')?.shape ?? [])],
    ['text', () => lora('lora_te_text_model_final_layer_norm.diff', pack.weights.info('text_encoder/text_model.final_layer_norm.weight')?.shape ?? [])],
    ['other', () => lora('lora_unet_conv_in.diff', [3])],
  ]); // prettier-ignore
  const findLora = (name: string) => Promise.resolve(files.get(name)?.() ?? null);
  const loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } }, { findLora, embeddings: () => Promise.resolve([]) }); // prettier-ignore
  const draw = async (change: Partial<Job>) => {
    log.length = 0;
    const made = await generate(loaded, { ...JOB, ...change }, new AbortController().signal, () => undefined);
    return { ...made, opened: [...log], bytes: made.pixels.data.join() };
  };
  return { draw, takeOff: (name: string) => takeOff(loaded, name), close: () => unload(loaded) };
}

test('a strength changes the picture and reads again what it touches, nothing else; off again, the first picture is back', async () => {
  const { draw, close } = await studio();
  const use = (name: string, weight: number): readonly LoraUse[] => [{ name, weight }];
  const first = await draw({});
  expect(first.opened.length).toBeGreaterThan(3);
  const strong = await draw({ loras: use('unet', 1) });
  expect(strong.opened).toEqual(['step']);
  expect(strong.bytes).not.toBe(first.bytes);
  const same = await draw({ prompt: 'a red cat<lora:unet:1>' });
  expect([same.opened, same.bytes]).toEqual([[], strong.bytes]);
  const text = await draw({ prompt: 'a red cat<lora:unet:0:1><lora:text:1>' });
  expect(text.opened.some((name) => name === 'text encoder')).toBe(true);
  expect(text.bytes).not.toBe(strong.bytes);
  expect([...text.made.loras.keys()]).toEqual(['unet', 'text']);
  const back = await draw({});
  expect(back.bytes).toBe(first.bytes);
  await close();
}, 120_000);

test('one that is taken off while it acts leaves the model loaded, and the picture without it; asked for again, it is opened again', async () => {
  const { draw, takeOff, close } = await studio();
  const first = await draw({});
  const strong = await draw({ loras: [{ name: 'unet', weight: 1 }] });
  await takeOff('unet');
  const without = await draw({});
  expect([without.opened, without.bytes]).toEqual([['step'], first.bytes]);
  expect((await draw({ loras: [{ name: 'unet', weight: 1 }] })).bytes).toBe(strong.bytes);
  await close();
}, 120_000);

test('an unknown LoRA of the prompt is named, of the request refused; one of another model is refused, and what was there stays', async () => {
  const { draw, close } = await studio();
  const first = await draw({});
  const named = await draw({ prompt: 'a red cat<lora:none:1>' });
  expect([named.notTaken, named.bytes]).toEqual([['LoRA none'], first.bytes]);
  await expect(draw({ loras: [{ name: 'none', weight: 1 }] })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(draw({ loras: [{ name: 'other', weight: 1 }] })).rejects.toMatchObject({ code: 'bad-model' });
  expect((await draw({})).bytes).toBe(first.bytes);
  await close();
}, 120_000);

test('words that change on the way: each step has its own, and the same words throughout make the same picture', async () => {
  const { draw, close } = await studio();
  const steps = 3;
  const [cat, both, turns] = [await draw({ steps }), await draw({ steps, prompt: 'a red [cat:house:1]' }), await draw({ steps, prompt: 'a red [cat|cat]' })]; // prettier-ignore
  expect(turns.bytes).toBe(cat.bytes);
  expect(both.bytes).not.toBe(cat.bytes);
  expect((await draw({ steps, prompt: 'a red [cat:house:3]' })).bytes).toBe(cat.bytes);
  await close();
}, 120_000);
