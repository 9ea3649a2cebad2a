import { expect, it } from 'vitest';
import type { ModelRecord, PackInfo } from '../../workers/engine/api.ts';
import { withNets } from './addedNets.ts';

const pack = { family: 'sd1', controlNets: [{ name: 'scribble', conditions: ['scribble'] }] } as unknown as PackInfo;
const net = (name: string, family: string, condition: string | null = null, kind = 'controlnet') =>
  ({ name, family, condition, kind }) as unknown as ModelRecord;

it('nets of the same family are offered with what they want to see; others are not', () => {
  const models = [
    net('canny', 'sd1', 'canny'),
    net('old', 'unknown'),
    net('two', 'sd2', 'depth'),
    net('scribble', 'sd1', 'canny'),
    net('a vae', 'sd1', null, 'vae'),
    net('sketch', 'sd1', 'scribble', 't2i-adapter'),
  ];
  expect(withNets(pack, models).controlNets).toEqual([
    { name: 'scribble', conditions: ['scribble'] },
    { name: 'canny', conditions: ['canny'] },
    { name: 'old', conditions: [] },
    { name: 'sketch', conditions: ['scribble'], light: true },
  ]);
  expect(withNets(pack, [])).toBe(pack);
});
