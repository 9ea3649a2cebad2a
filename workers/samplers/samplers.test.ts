import { describe, expect, test } from 'vitest';
import { createRandom } from '../numerics/random.ts';
import { readGolden, relativeError } from '../testing/golden.ts';
import { SAMPLERS } from './index.ts';
import { SAMPLER_NAMES, type SampleArgs, type SamplerName, type SampleStep, type SchedulerConfig } from './types.ts';

const golden = readGolden('schedules');
const configs = golden.document['configs'] as Record<string, SchedulerConfig>;

/** The model of python/golden/schedules.py. */
async function toy(x: Float32Array, timestep: number): Promise<Float32Array> {
  return x.map((value, i) => 0.3 * value + 0.6 * Math.sin(2 * value + 0.01 * timestep) + 0.5 * Math.sin(i));
}

async function collect(name: SamplerName, args: Partial<SampleArgs>): Promise<SampleStep[]> {
  const random = createRandom('torch', 11);
  const noise = random.randn(32);
  const all: SampleStep[] = [];
  const randn = (size: number) => random.randn(size);
  for await (const step of SAMPLERS[name]({ model: toy, config: {}, steps: 4, noise, randn, ...args })) all.push(step);
  return all;
}

describe.each(SAMPLER_NAMES)('%s gives what diffusers gives', (name) => {
  const cases = golden.cases.filter(({ inputs }) => inputs['sampler'] === name);
  const keys = [...new Set(cases.map(({ inputs }) => inputs['config'] as string))];
  test.each(keys)('for the config %s', async (key) => {
    for (const { inputs, outputs, name: label } of cases.filter((item) => item.inputs['config'] === key)) {
      const strength = inputs['strength'] as number | null;
      const init = strength === null ? {} : { init: { latents: golden.floats('init'), strength } };
      const steps = await collect(name, { config: configs[key], steps: inputs['steps'] as number, ...init });
      const timesteps = steps.map(({ timestep }) => timestep);
      expect(relativeError([...timesteps, 1000], [...(inputs['timesteps'] as number[]), 1000]), label).toBeLessThan(
        1e-6,
      );
      const bar = (inputs['tolerance'] as number | undefined) ?? golden.tolerance;
      expect(relativeError(steps[steps.length - 1].x, golden.floats(outputs['x'])), label).toBeLessThan(bar);
    }
  });
});

test('img2img runs the last steps only', async () => {
  const init = { latents: new Float32Array(32), strength: 0.5 };
  const steps = await collect('ddim', { steps: 8, init });
  expect(steps.map(({ step, steps: all, timestep }) => [step, all, timestep])).toEqual([
    [1, 4, 375],
    [2, 4, 250],
    [3, 4, 125],
    [4, 4, 0],
  ]);
});

test('the noise level falls to nothing and the last guess is the picture', async () => {
  for (const name of SAMPLER_NAMES) {
    const steps = await collect(name, { steps: 5 }); // divides 1000: else DDIM's last trailing step ends one timestep early, as diffusers' does
    const sigmas = steps.map(({ sigma }) => sigma);
    expect(sigmas, name).toEqual(sigmas.toSorted((a, b) => b - a));
    expect(sigmas[4], name).toBe(0);
    expect(relativeError(steps[4].denoised, steps[4].x), name).toBeLessThan(1e-5);
  }
});

test('afterStep gets a way to noise a clean latent to the level it works at', async () => {
  const clean = new Float32Array(32).fill(0.25);
  for (const name of SAMPLER_NAMES) {
    const seen: (number | null)[] = [];
    const steps = await collect(name, {
      afterStep: (x, { nextTimestep, addNoise }) => {
        seen.push(nextTimestep);
        const noisy = addNoise(clean, x);
        return nextTimestep === null ? noisy : x;
      },
    });
    expect(seen.length, name).toBe(4);
    expect(seen.at(-1), name).toBeNull();
    expect(relativeError([...steps[3].x, 0], [...clean, 0]), name).toBeLessThan(1e-6); // no noise after the last step
  }
});

test.each<[SamplerName, string, unknown]>([
  ['ddim', 'thresholding', true],
  ['ddim', 'prediction_type', 'flow_prediction'],
  ['ddim', 'beta_schedule', 'sigmoid'],
  ['euler', 'timestep_spacing', 'quadratic'],
  ['euler', 'interpolation_type', 'log_linear'],
  ['euler', 'final_sigmas_type', 'one'],
  ['euler-a', 'prediction_type', 'sample'],
  ['dpmpp-2m', 'algorithm_type', 'sde-dpmsolver++'],
  ['dpmpp-2m', 'use_beta_sigmas', true],
  ['dpmpp-2m-karras', 'solver_order', 3],
  ['unipc', 'predict_x0', false],
  ['unipc', 'use_flow_sigmas', true],
  ['lcm', 'thresholding', true],
])('%s refuses %s = %j and names the key', async (name, key, value) => {
  await expect(collect(name, { config: { [key]: value } })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining(key) as string,
  });
});

test.each<SamplerName>(['ddim', 'lcm'])(
  '%s refuses to divide by a signal of zero, and names both keys',
  async (name) => {
    const zeroSnr = { rescale_betas_zero_snr: true, timestep_spacing: 'trailing' };
    const epsilon = collect(name, { config: { ...zeroSnr, prediction_type: 'epsilon' } });
    await expect(epsilon).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/prediction_type.*rescale_betas_zero_snr/) as string,
    });
    const velocity = await collect(name, { config: { ...zeroSnr, prediction_type: 'v_prediction' } });
    expect(velocity.at(-1)?.x.every(Number.isFinite)).toBe(true);
  },
);

test.each<[SamplerName, number]>([
  ['ddim', 1001],
  ['unipc', 1000],
  ['euler', 0],
  ['ddim', 2.5],
  ['lcm', 51],
])('%s refuses %d steps', async (name, steps) => {
  await expect(collect(name, { steps })).rejects.toMatchObject({ code: 'bad-input' });
});
