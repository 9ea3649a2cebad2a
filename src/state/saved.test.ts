import { expect, it } from 'vitest';
import { parseOverrides } from './saved.ts';
import { effectiveSettings, shapesOf } from './settings.ts';

it('settings that make no sense are left out, sound ones stay', () => {
  expect(parseOverrides({ steps: 'many', width: 256, height: 1e9, sampler: 'plms' })).toEqual({ width: 256 });
  expect(parseOverrides({ steps: 12, sampler: 'euler' })).toEqual({ steps: 12, sampler: 'euler' });
  expect(parseOverrides({ clipSkip: 1, rng: 'philox' })).toEqual({ clipSkip: 1, rng: 'philox' });
  expect(parseOverrides({ clipSkip: 12, rng: 'dice' })).toEqual({});
  expect(parseOverrides({ vae: 'ft-mse' })).toEqual({ vae: 'ft-mse' });
  expect(parseOverrides({ vae: '' })).toEqual({});
  expect(parseOverrides({ vae: 'x'.repeat(201) })).toEqual({});
  expect(parseOverrides({ vae: 1 })).toEqual({});
  expect(parseOverrides(undefined)).toEqual({});
});

const pack = {
  defaults: {
    width: 512,
    height: 512,
    steps: 20,
    sampler: 'unipc',
    guidanceScale: 7,
    negativePrompt: '',
    controlWeight: 1,
  },
  sizeMultiple: 64,
} as unknown as Parameters<typeof shapesOf>[0];

it('settings follow the pack but for what the user set', () => {
  expect(effectiveSettings({ steps: 4 }, pack)).toEqual({
    steps: 4,
    guidanceScale: 7,
    sampler: 'unipc',
    width: 512,
    height: 512,
    clipSkip: 0,
    vae: '',
    rng: 'torch',
  });
});

it('shapes keep about the area and the multiple', () => {
  for (const { width, height } of shapesOf(pack)) {
    expect([width % 64, height % 64]).toEqual([0, 0]);
    expect(Math.abs((width * height) / 512 ** 2 - 1)).toBeLessThan(0.15);
  }
  expect(shapesOf(pack).map((shape) => shape.label)).toEqual(
    ['Square', 'Landscape', 'Portrait', 'Wide', 'Tall'].map((shape) => `jobs:shape${shape}`),
  );
});
