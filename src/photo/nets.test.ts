import { expect, it } from 'vitest';
import { netFor } from './nets.ts';

const mini = { controlNets: [{ name: 'scribble', conditions: ['scribble', 'canny', 'lineart', 'softedge', 'mlsd'] }] };
const many = {
  controlNets: ['scribble', 'canny', 'depth', 'openpose', 'seg'].map((name) => ({ name, conditions: [name] })),
};

it.each([
  ['canny', 'canny'],
  ['scribble_hed', 'scribble'],
  ['mlsd', 'canny'],
  ['depth_file', 'depth'],
  ['openpose', 'openpose'],
  ['seg_ofade20k', 'seg'],
] as const)('%s goes to the net made for it or for a near kind: %s', (kind, name) => {
  expect(netFor(many, kind)).toEqual({ name, fits: true });
});

it('one net for all lines takes all lines', () => {
  expect(netFor(mini, 'lineart_standard')).toEqual({ name: 'scribble', fits: true });
});

it('a map that no net was made for goes to the first net, which is said', () => {
  expect(netFor(mini, 'depth_anything')).toEqual({ name: 'scribble', fits: false });
});

it('a pack without nets takes no map', () => {
  expect(netFor({ controlNets: [] }, 'canny')).toBeNull();
});
