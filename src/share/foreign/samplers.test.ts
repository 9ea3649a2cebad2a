// Schedules that are samplers of their own here, by the names of A1111, ComfyUI and diffusers.
import { expect, it } from 'vitest';
import { samplerOf } from './samplers.ts';

it.each([
  ['Euler', 'SGM Uniform', 'euler-sgm-uniform'],
  ['ddim', 'sgm_uniform', 'ddim-sgm-uniform'],
  ['DDIMScheduler', 'trailing', 'ddim-sgm-uniform'],
  ['Euler SGM Uniform', '', 'euler-sgm-uniform'],
])('%s with "%s" is %s', (name, schedule, sampler) =>
  expect(samplerOf(name, schedule)).toEqual({ sampler, notTaken: [] }),
);

it('a sampler that has no such schedule here says so', () => {
  const notTaken = [{ name: 'Schedule type', value: 'SGM Uniform' }];
  expect(samplerOf('Euler a', 'SGM Uniform')).toEqual({ sampler: 'euler-a', notTaken });
});
