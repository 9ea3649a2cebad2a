import { expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { createNullRuntime } from '../runtime/null.ts';
import type { Runtime } from '../runtime/types.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { encodeHints } from './hints.ts';
import type { ControlUnit, Job } from './job.ts';
import { readied } from './loaded.ts';
import { openPack } from './pack.ts';
import { plan } from './plan.ts';

const image = { width: 64, height: 64, data: new Uint8ClampedArray(4 * 64 * 64) };
const unit = (net: string): ControlUnit => ({
  net,
  image,
  weight: 1,
  start: 0,
  end: 1,
  mode: 'balanced',
  resize: 'just',
});
const job: Job = {
  prompt: '',
  negativePrompt: '',
  width: 64,
  height: 64,
  steps: 1,
  sampler: 'ddim',
  guidanceScale: 1,
  guidanceRescale: 0,
  seed: 0,
  rng: 'torch',
  controls: [unit('controlnet'), unit('controlnet_1')],
  init: null,
  mask: null,
  clipSkip: 0,
};

it('gives back the first hint when the second net fails or the picture is cancelled before it', async () => {
  const pack = await openPack(diskPack('pack-sd1', readGolden('pack-sd1').folder));
  const runtime = createNullRuntime();
  const loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } });
  const nets = [...pack.controlNets.keys()];
  const planned = plan(job, { ...pack, distilledGuidance: false, controlNets: nets, pooledNets: [] });
  const signal = new AbortController().signal;

  const features = await encodeHints(loaded, planned, job, signal);
  expect(Object.keys(features)).toEqual(['hint:controlnet', 'hint:controlnet_1']);
  expect(runtime.held.size).toBe(2);
  for (const tensor of Object.values(features)) tensor.dispose();
  expect(runtime.held.size).toBe(0);

  const full: Runtime = {
    ...runtime,
    create: (graph, weights, options) =>
      graph.name.includes('controlnet_1')
        ? Promise.reject(new AppError('out-of-memory', 'full'))
        : runtime.create(graph, weights, options),
  };
  const tight = readied(pack, { runtime: full, target: { backend: 'wasm', precision: 'fp32' } });
  await expect(encodeHints(tight, planned, job, signal)).rejects.toMatchObject({ code: 'out-of-memory' });
  expect(runtime.held.size).toBe(0);

  const controller = new AbortController();
  const cancelled = encodeHints(loaded, planned, job, controller.signal);
  controller.abort();
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  expect(runtime.held.size).toBe(0);
  pack.weights.close();
});
