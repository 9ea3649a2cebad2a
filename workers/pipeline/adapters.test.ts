// T2I-Adapters laid over a pack, from files in both namings: pictures against diffusers.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { goldenImages, type GoldenRequest, jobOf, psnr } from '../testing/goldenPictures.ts';
import { memorySource } from '../weights/source.ts';
import { openTensorFile } from '../weights/tensorFile.ts';
import { unshuffled } from './adapters.ts';
import { addNet, type ExtraFile, takeOff } from './extras.ts';
import { generate } from './generate.ts';
import type { ControlMode, Job } from './job.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const golden = readGolden('t2i-adapter');
const image = goldenImages('t2i-adapter');
const file = (path: string, name: string): ExtraFile => ({
  name,
  condition: 'canny',
  open: async () => openTensorFile(memorySource(path, new Uint8Array(readFileSync(new URL(path, golden.folder))))),
});

let loaded: Loaded;
beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const pack = await openPack(diskPack('pack-sd1', readGolden('pack-sd1').folder));
  loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } });
  await addNet(loaded, file('colours.pth', 'colours'));
  await addNet(loaded, file('grey.safetensors', 'grey'));
});
afterAll(() => unload(loaded));

const jobNamed = (name: string): Job =>
  jobOf(golden.cases.find((each) => each.name === name)?.inputs['request'] as GoldenRequest, image);
const draw = async (job: Job) => (await generate(loaded, job, new AbortController().signal, () => undefined)).pixels;

it.each(golden.cases)('$name', async ({ inputs, outputs }) => {
  const pixels = await draw(jobOf(inputs['request'] as GoldenRequest, image));
  expect(psnr(pixels, image(outputs['picture'] as string))).toBeGreaterThanOrEqual(golden.tolerance);
});

it("TencentARC's names of the light kind are the same adapter", async () => {
  const job = jobNamed('grey-euler');
  const wanted = await draw(job);
  await addNet(loaded, file('grey.pth', 'grey too'));
  const other = { ...job, controls: job.controls.map((unit) => ({ ...unit, net: 'grey too' })) };
  expect(await draw(other)).toEqual(wanted);
});

it('a mode says how the levels are weighed and which half sees them', async () => {
  const job = jobNamed('colours-ddim');
  const inMode = (mode: ControlMode): Job => ({ ...job, controls: job.controls.map((unit) => ({ ...unit, mode })) });
  const all = [await draw(job), await draw(inMode('prompt')), await draw(inMode('control'))];
  expect(new Set(all.map(({ data }) => data.join())).size).toBe(3);
});

it('taken off, its name is nobody’s again', async () => {
  await takeOff(loaded, 'colours');
  await expect(draw(jobNamed('colours-ddim'))).rejects.toMatchObject({ code: 'bad-input' });
});

it('a square of pixels becomes channels, colour by colour', () => {
  // Two planes of 2 x 4: [0..7] and [10..17].
  const planes = Float32Array.from([...Array(8).keys(), ...Array.from(Array(8).keys(), (i) => 10 + i)]);
  const expected = [0, 2, 1, 3, 4, 6, 5, 7, 10, 12, 11, 13, 14, 16, 15, 17];
  expect([...unshuffled(planes, 4, 2, 2)]).toEqual(expected);
});
