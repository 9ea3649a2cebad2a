// Whole pictures against diffusers' pipelines: same pack, same request, same seed.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden, readWeights } from '../testing/golden.ts';
import { generate } from './generate.ts';
import type { ControlUnit, Job, Pixels } from './job.ts';
import { type Loaded, readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

type Unit = Omit<ControlUnit, 'image' | 'resize'> & { readonly image: string };
type Request = Omit<Job, 'controls' | 'init' | 'mask' | 'clipSkip' | 'guidanceRescale'> & {
  readonly controls: readonly Unit[];
  readonly init?: { readonly image: string; readonly strength: number };
  readonly clipSkip?: number;
  readonly guidanceRescale?: number;
};

const FIXTURES = ['pack-sd1', 'pack-velocity', 'pack-lcm', 'pack-loud'] as const;

async function loadFixture(name: string): Promise<Loaded> {
  ort.env.wasm.numThreads = 1;
  const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
  const pack = await openPack(diskPack(name, readGolden(name).folder));
  return readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } });
}

function images(name: string): (key: string) => Pixels {
  const reader = readWeights(readGolden(name).folder, 'golden.safetensors');
  return (key) => {
    const [height = 0, width = 0] = reader.info(key)?.shape ?? [];
    const rgb = reader.read(key);
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let i = 0; i < width * height; i++) data.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
    return { width, height, data };
  };
}

function jobOf(request: Request, image: (key: string) => Pixels): Job {
  return {
    ...request,
    controls: request.controls.map((unit) => ({ ...unit, image: image(unit.image), resize: 'just' })),
    init: request.init ? { ...request.init, image: image(request.init.image) } : null,
    mask: null,
    clipSkip: request.clipSkip ?? 0,
    guidanceRescale: request.guidanceRescale ?? 0,
  };
}

/** Peak signal to noise ratio of 8-bit RGBA pictures, in dB. */
function psnr(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return 0;
  const squares = a.data.reduce((sum, value, i) => sum + (value - (b.data[i] ?? 0)) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / (0.75 * a.data.length))); // alpha is always equal
}

describe.each(FIXTURES)('pictures of %s equal diffusers', (name) => {
  const golden = readGolden(name);
  const image = images(name);
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadFixture(name);
  });
  afterAll(() => unload(loaded));

  it.each(golden.cases.filter(({ kind }) => kind === 'picture'))('$name', async ({ inputs, outputs }) => {
    const job = jobOf(inputs['request'] as Request, image);
    const { pixels } = await generate(loaded, job, new AbortController().signal, () => undefined);
    expect(psnr(pixels, image(outputs['picture'] as string))).toBeGreaterThanOrEqual(golden.tolerance);
  });
});
