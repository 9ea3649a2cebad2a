import { describe, expect, it } from 'vitest';
import { isActive, isWindowed, residualScales } from './control.ts';
import type { Job } from './job.ts';
import { parametersText } from './metadata.ts';
import { plan } from './plan.ts';

const pixels = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
const unit = { net: 'scribble', image: pixels, weight: 1, start: 0, end: 1, mode: 'balanced', resize: 'crop' } as const;
const job: Job = {
  prompt: 'a red fox, "quick"',
  negativePrompt: 'blue',
  width: 128,
  height: 128,
  steps: 8,
  sampler: 'dpmpp-2m-karras',
  guidanceScale: 3,
  guidanceRescale: 0,
  seed: 7,
  rng: 'torch',
  controls: [unit],
  init: null,
  mask: null,
  clipSkip: 1,
};
const facts = {
  controlNets: ['scribble'],
  pooledNets: [] as string[],
  vaeFactor: 8,
  sizeMultiple: 32,
  distilledGuidance: false,
};

describe('parametersText', () => {
  it('is what A1111 writes', () => {
    expect(parametersText(job, 'inkling-mini', '0.1.0')).toBe(
      'a red fox, "quick"\nNegative prompt: blue\n' +
        'Steps: 8, Sampler: DPM++ 2M Karras, CFG scale: 3, Seed: 7, Size: 128x128, Model: inkling-mini, RNG: CPU, Clip skip: 2, ' +
        'ControlNet 0: "Model: scribble, Weight: 1, Resize Mode: Crop and Resize, Guidance Start: 0, Guidance End: 1, Control Mode: Balanced", ' +
        'Version: Inkling 0.1.0',
    );
  });

  it('names the schedule as A1111 does', () => {
    const text = parametersText({ ...job, sampler: 'euler-sgm-uniform' }, 'inkling-mini', '0.1.0');
    expect(text).toContain('Sampler: Euler, Schedule type: SGM Uniform, CFG scale: 3');
  });

  it('names the rescale where it is not 0, and the mode that no other program has', () => {
    const text = parametersText(
      { ...job, guidanceRescale: 0.7, controls: [{ ...unit, mode: 'positive' }] },
      'inkling-mini',
      '0.1.0',
    );
    expect(text).toContain('RNG: CPU, CFG Rescale: 0.7, Clip skip: 2');
    expect(text).toContain('Control Mode: Positive prompt only"');
  });
});

describe('control modes', () => {
  it('balanced and positive are flat, prompt fades by 0.825 a level, guess spans 0.1 to 1', () => {
    expect([...residualScales('balanced', 0.5, 3)]).toEqual([0.5, 0.5, 0.5]);
    expect([...residualScales('positive', 0.5, 3)]).toEqual([0.5, 0.5, 0.5]);
    const soft = residualScales('prompt', 1, 13);
    expect(soft[12]).toBe(1);
    expect(soft[0]).toBeCloseTo(0.0994, 4);
    const guess = residualScales('guess', 2, 13);
    expect([guess[0], guess[6], guess[12]].map((x) => Number(x?.toFixed(4)))).toEqual([0.2, 0.6325, 2]);
  });

  it('start and end follow controlnet_keep', () => {
    // 4 steps, 0.25...0.75: step 0 starts at 0 < 0.25; steps 1 and 2 lie inside; step 3 ends at 1 > 0.75
    expect([0, 1, 2, 3].map((i) => isActive({ start: 0.25, end: 0.75 }, i, 4))).toEqual([false, true, true, false]);
    expect([isWindowed({ start: 0, end: 1 }, 4), isWindowed({ start: 0, end: 0.9 }, 4)]).toEqual([false, true]);
  });
});

describe('plan', () => {
  it('plans batch, latent size and nets', () => {
    const control = { ...unit, mode: 'control', end: 0.5 } as const;
    expect(plan({ ...job, controls: [control, { ...unit, weight: 0 }, unit] }, facts)).toMatchObject({
      guidance: true,
      width: 16,
      height: 16,
      steps: 8,
      nets: [
        { name: 'scribble', mode: 'cond', windowed: true },
        { name: 'scribble#2', mode: 'all', windowed: false },
      ],
    });
    expect(plan({ ...job, guidanceScale: 1 }, facts).guidance).toBe(false);
    const pooled = plan({ ...job, controls: [{ ...unit, mode: 'guess' }] }, { ...facts, pooledNets: ['scribble'] });
    expect(pooled.nets).toMatchObject([{ mode: 'cond', unit: { mode: 'balanced' } }]);
    const positive = { ...job, controls: [{ ...unit, mode: 'positive' as const }] };
    expect(plan(positive, facts).nets).toMatchObject([{ mode: 'cond', unit: { mode: 'positive' } }]);
    expect(plan({ ...positive, guidanceScale: 1 }, facts).nets).toMatchObject([{ mode: 'all' }]);
  });

  it('rescales only what is guided', () => {
    const rescaled = { ...job, guidanceRescale: 0.7 };
    expect([plan(job, facts).rescale, plan(rescaled, facts).rescale]).toEqual([false, true]);
    expect(plan({ ...rescaled, guidanceScale: 1 }, facts).rescale).toBe(false);
    expect(plan(job, { ...facts, distilledGuidance: true }).guidance).toBe(false);
    expect(plan({ ...job, init: { image: pixels, strength: 0.5 } }, facts).steps).toBe(4);
  });

  it.each([
    ['a side that is no multiple', { width: 100 }],
    ['a zero side', { height: 0 }],
    ['a huge side', { width: 65536 }],
    ['an unknown net', { controls: [{ ...unit, net: 'nope' }] }],
    ['a mask without an image', { mask: pixels }],
    ['no step left', { init: { image: pixels, strength: 0.01 } }],
  ])('refuses %s with bad-input', (_name, over) => {
    expect(() => plan({ ...job, ...over }, facts)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
