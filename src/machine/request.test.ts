import { describe, expect, it } from 'vitest';
import type { PackInfo, Pixels } from '../../workers/engine/api.ts';
import { AppError } from '../../workers/errors.ts';
import { toJob } from './request.ts';
import type { GenerateRequest } from './requestTypes.ts';

const image: Pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const pack: PackInfo = {
  id: 'mini',
  name: 'Mini',
  licence: 'Apache-2.0',
  installed: true,
  loaded: true,
  sizeBytes: 1,
  controlNets: [{ name: 'scribble', conditions: ['scribble'] }],
  defaults: {
    width: 128,
    height: 128,
    steps: 8,
    sampler: 'ddim',
    guidanceScale: 2,
    guidanceRescale: 0.5,
    negativePrompt: 'blurry',
    controlWeight: 0.9,
    controlMode: 'positive',
    finish: 'painted',
  },
  examples: [],
  sizeMultiple: 32,
};
const make = (request: GenerateRequest<Pixels>): ReturnType<typeof toJob> => toJob(request, pack, () => 77);

function failure(request: unknown): AppError {
  try {
    make(request as GenerateRequest<Pixels>);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('Nothing was refused.');
}

describe('toJob', () => {
  it('fills every gap from the pack', () => {
    expect(make({ controls: [{ image }] })).toEqual({
      prompt: '',
      negativePrompt: 'blurry',
      width: 128,
      height: 128,
      steps: 8,
      sampler: 'ddim',
      guidanceScale: 2,
      guidanceRescale: 0.5,
      seed: 77,
      rng: 'torch',
      controls: [{ net: 'scribble', image, weight: 0.9, start: 0, end: 1, mode: 'positive', resize: 'just' }],
      init: null,
      mask: null,
      clipSkip: 0,
      loras: [],
      chunking: 'commas',
    });
  });

  it('takes what is given, zero included', () => {
    const job = make({ seed: 0, guidanceScale: 0, negativePrompt: '', controls: [{ image, weight: 0, end: 0 }] });
    expect([job.seed, job.guidanceScale, job.negativePrompt, job.controls[0]?.weight, job.controls[0]?.end]).toEqual([
      0,
      0,
      '',
      0,
      0,
    ]);
  });

  it('says which sizes are possible', () => {
    const error = failure({ width: 100 });
    expect(error.code).toBe('bad-input');
    expect(error.message).toBe('width is 100, which is no multiple of 32.');
    expect(error.hint).toContain('96 or 128');
  });

  it.each([
    [{ steps: NaN }, 'steps'],
    [{ steps: 2.5 }, 'steps'],
    [{ steps: 0 }, 'steps'],
    [{ steps: '8' }, 'steps'],
    [{ steps: Infinity }, 'steps'],
    [{ width: 0 }, 'width'],
    [{ height: 4096 }, 'height'],
    [{ guidanceScale: -1 }, 'guidanceScale'],
    [{ guidanceRescale: 1.5 }, 'guidanceRescale'],
    [{ seed: 2 ** 32 }, 'seed'],
    [{ seed: 1.5 }, 'seed'],
    [{ sampler: 'plms' }, 'sampler'],
    [{ rng: 'dice' }, 'rng'],
    [{ prompt: 5 }, 'prompt'],
    [{ prompt: 'x'.repeat(20_001) }, 'prompt'],
    [{ clipSkip: -1 }, 'clipSkip'],
    [{ mask: image }, 'mask'],
    [{ init: { image }, mask: image, maskBlur: 65 }, 'maskBlur'],
    [{ maskBlur: 4 }, 'mask'],
    [{ init: { image, strength: 1.1 } }, 'init.strength'],
    [{ controls: [{ image, net: 'depth' }] }, 'controls[0].net'],
    [{ controls: [{ image, weight: 3 }] }, 'controls[0].weight'],
    [{ controls: [{ image, start: 0.6, end: 0.5 }] }, 'controls[0].end'],
    [{ controls: [{ image, mode: 'strict' }] }, 'controls[0].mode'],
    [{ controls: [{ image, resize: 'squash' }] }, 'controls[0].resize'],
    [{ controls: 'scribble' }, 'controls'],
    [{ controls: [null] }, 'controls[0]'],
    [{ controls: new Array<unknown>(9).fill({ image }) }, 'controls'],
  ])('refuses %j naming %s', (request, name) => {
    const error = failure(request);
    expect(error.code).toBe('bad-input');
    expect(error.message).toContain(name);
    expect(error.hint).not.toBe('');
  });

  it('names the nets there are', () => {
    expect(failure({ controls: [{ image, net: 'depth' }] }).hint).toBe('Known: scribble.');
  });
});
