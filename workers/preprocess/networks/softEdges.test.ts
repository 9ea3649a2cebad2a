import { expect, it } from 'vitest';
import { readGolden } from '../../testing/golden.ts';
import { scribbleOf, softEdgeMap } from './softEdges.ts';

const golden = readGolden('scribble');

it.each(golden.cases)('scribbles the $name map as controlnet_aux does, pixel for pixel', ({ inputs, outputs }) => {
  const map = golden.tensor(inputs['map']);
  const [height, width] = map.shape;
  const wanted = golden.tensor(outputs['scribble']).data;
  const { data } = scribbleOf({ width, height, data: map.data as Uint8Array });
  expect(data.filter((value, i) => value !== wanted[i])).toHaveLength(0);
});

it('cuts the sigmoid to bytes: 255 / 2 is 127, the ends are 0 and 255', () => {
  const { data } = softEdgeMap(Float32Array.of(0, -200, 200, 4), 2, 2);
  expect([...data]).toEqual([127, 0, 255, 250]); // 255 / (1 + e^-4) = 250.4
});
