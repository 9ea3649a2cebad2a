import { expect, it } from 'vitest';
import { createNullRuntime } from '../runtime/null.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { encodeImage } from './images.ts';
import { readied } from './loaded.ts';
import { openPack } from './pack.ts';
import { plan } from './plan.ts';

const picture = (value: number) => ({ width: 8, height: 8, data: new Uint8ClampedArray(4 * 64).fill(value) });
const signal = new AbortController().signal;
const randn = (size: number): Float32Array => new Float32Array(size);

it('encodes a start picture once, however many pictures begin with it, and again for another one or another size', async () => {
  const pack = await openPack(diskPack('pack-sd1', readGolden('pack-sd1').folder));
  const runtime = createNullRuntime();
  const loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } });
  const planned = (side: number) =>
    plan(
      {
        prompt: '',
        negativePrompt: '',
        width: side,
        height: side,
        steps: 1,
        sampler: 'ddim',
        guidanceScale: 1,
        guidanceRescale: 0,
        seed: 0,
        rng: 'torch',
        controls: [],
        init: null,
        mask: null,
        clipSkip: 0,
      },
      { ...pack, distilledGuidance: false, controlNets: [], pooledNets: [] },
    );
  const runs = (): number => runtime.log.filter((line) => line.startsWith('run')).length;
  const first = await encodeImage(loaded, planned(64), picture(1), randn, signal);
  expect(await encodeImage(loaded, planned(64), picture(1), randn, signal)).toEqual(first);
  expect(runs()).toBe(1);
  await encodeImage(loaded, planned(64), picture(2), randn, signal);
  expect(runs()).toBe(2);
  await encodeImage(loaded, planned(128), picture(2), randn, signal);
  expect(runs()).toBe(3);
  expect(runtime.log.filter((line) => line.startsWith('release'))).toHaveLength(3);
  pack.weights.close();
});
