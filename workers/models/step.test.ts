import { describe, expect, it } from 'vitest';
import { relativeError } from '../testing/golden.ts';
import { readModels, runHint, runStep } from '../testing/stepCase.ts';

const FIXTURES: Readonly<Record<string, readonly string[]>> = {
  'unet-sd1': ['controlnet', 'controlnet2'],
  'unet-sd2': ['controlnet', 'pooled'],
  'unet-lcm': ['controlnet'],
  'unet-text': ['controlnet'],
  'unet-class-number': ['controlnet'],
  'unet-class-timestep': ['controlnet'],
  'unet-class-projection': ['controlnet'],
};

describe.each(Object.entries(FIXTURES))('%s against diffusers', (fixture, nets) => {
  const models = readModels(fixture, nets);
  const { golden } = models;

  it.each(golden.cases.filter(({ kind }) => kind === 'hint'))('$name', async (each) => {
    const features = await runHint(models, each);
    expect(relativeError(features.data as Float32Array, golden.floats(each.outputs['features']))).toBeLessThan(
      golden.tolerance,
    );
  });

  it.each(golden.cases.filter(({ kind }) => kind === 'step'))('$name', async (each) => {
    const output = await runStep(models, each);
    const error = relativeError(output.data as Float32Array, golden.floats(each.outputs['model_output']));
    if (process.env['PRINT_ERRORS']) console.log(fixture, each.name, error.toExponential(1));
    expect(error).toBeLessThan(golden.tolerance);
  });
});

describe('windowed nets', () => {
  const models = readModels('unet-sd1', ['controlnet', 'controlnet2']);
  const named = (name: string) => models.golden.cases.find((each) => each.name === name) ?? expect.fail(name);
  const wanted = (name: string) => models.golden.floats(named(name).outputs['model_output']);

  it.each(['net', 'two-nets-guided', 'guess-guided', 'guess-beside-balanced'])(
    '%s in an open window gives the same',
    async (name) => {
      const output = await runStep(models, named(name), true);
      expect(relativeError(output.data as Float32Array, wanted(name))).toBeLessThan(models.golden.tolerance);
    },
  );

  it('add nothing while their window is closed', async () => {
    const { nets, name } = named('two-nets-guided');
    const plain = await runStep(models, { ...named('two-nets-guided'), nets: [] });
    const closed = await runStep(models, { ...named('two-nets-guided'), name, nets }, false);
    expect(relativeError(closed.data as Float32Array, plain.data as Float32Array)).toBeLessThan(1e-5);
  });
});
