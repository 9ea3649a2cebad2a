import { expect, it } from 'vitest';
import { progressText } from './progressText.ts';

const backend = { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 2 } as const;

it('counts steps', () => {
  const text = progressText({ status: 'running', step: 3, steps: 8 }, { status: 'none' });
  expect(text).toEqual({ text: 'Step 3 of 8', share: 0.375 });
});

it('counts bytes while the model loads', () => {
  const progress = {
    stage: 'download',
    file: 'unet/weights.safetensors',
    loadedBytes: 5_200_000,
    totalBytes: 52_000_000,
  } as const;
  const text = progressText({ status: 'loading' }, { status: 'loading', backend, progress });
  expect(text).toEqual({ text: 'Loading unet: 5.2 MB of 52 MB', share: 0.1 });
});

it('an unknown size gives no share', () => {
  const progress = { stage: 'compile', file: '', loadedBytes: 0, totalBytes: 0 } as const;
  expect(progressText({ status: 'loading' }, { status: 'loading', backend, progress }).share).toBe(null);
});
