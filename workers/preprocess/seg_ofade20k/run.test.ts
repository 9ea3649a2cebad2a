import { expect, it } from 'vitest';
import { readGolden } from '../../testing/golden.ts';
import { classMap } from './classify.ts';
import { networkSides } from './run.ts';

const golden = readGolden('segformer');

it.each(golden.cases.filter(({ kind }) => kind === 'classes'))(
  'the best classes of $name scores are those of transformers',
  ({ inputs, outputs }) => {
    const { shape, data } = golden.tensor(inputs['logits']);
    const [, height, width, classes] = shape;
    const wanted = golden.tensor(outputs['classes']);
    const map = classMap({ width, height, classes, data: data as Float32Array }, wanted.shape[1], wanted.shape[0]);
    expect(new Set(map.classes)).toEqual(new Set(wanted.data));
    expect(map.classes.filter((value, i) => value !== wanted.data[i])).toHaveLength(0);
  },
);

it('of equally good classes the first wins', () => {
  const data = Float32Array.of(0, 1, 1);
  expect([...classMap({ width: 1, height: 1, classes: 3, data }, 2, 1).classes]).toEqual([1, 1]);
});

it.each([
  [512, 512, 512, 512],
  [1024, 768, 672, 512], // 682.7 is 21.3 times 32
  [128, 64, 1024, 512],
  [64, 2048, 64, 2048], // at 512 wide it would be 16384 high
  [64, 16384, 32, 2048],
])('%i x %i is looked at as %i x %i', (width, height, wide, high) => {
  expect(networkSides({ width, height })).toEqual({ width: wide, height: high });
});
