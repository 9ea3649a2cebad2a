import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './builder.ts';
import { attention } from './attention.ts';
import { conv, groupNorm, joinedLinear, linear } from './layers.ts';
import { add, concat, ifElse, reshape, slice, split } from './ops.ts';

const make = (precision: 'fp16' | 'fp32' = 'fp32') =>
  new GraphBuilder({ name: 'tiny', target: { backend: precision === 'fp16' ? 'webgpu' : 'wasm', precision } });

describe('GraphBuilder', () => {
  it('names weights and nodes by the path in the checkpoint, each once', () => {
    const b = make();
    const x = b.input('x', 'float32', [1, 4]);
    const place = b.scope('unet/').scope('time_embedding').scope('linear_1');
    b.output('y', add(b, linear(place, x, 4), linear(place, x, 4)));
    const { weights, nodes } = b.build();
    expect(weights.map(({ name }) => name)).toEqual([
      'unet/time_embedding.linear_1.weight',
      'unet/time_embedding.linear_1.bias',
    ]);
    expect(nodes.map(({ name }) => name)).toEqual([
      'unet/time_embedding.linear_1:MatMul',
      'unet/time_embedding.linear_1:Add',
      'unet/time_embedding.linear_1:MatMul#2',
      'unet/time_embedding.linear_1:Add#2',
      ':Add',
      'output:y',
    ]);
  });

  it('joins linear layers along the output axis, transposed from [out, in] to [in, out]', () => {
    const b = make('fp16');
    const x = b.input('x', 'float16', [2, 7, 8]);
    const y = joinedLinear(b.scope('unet/').scope('attn1'), x, [{ path: 'to_q', out: 8, scale: 0.5 }, { path: 'to_v', out: 6 }], { bias: false }); // prettier-ignore
    expect([y.dtype, y.shape]).toEqual(['float16', [2, 7, 14]]);
    expect(b.build().weights[0]).toEqual({
      name: 'unet/attn1.to_q.weight+1',
      dtype: 'float16',
      shape: [8, 14],
      axis: 1,
      parts: [
        { key: 'unet/attn1.to_q.weight', shape: [8, 8], transpose: true, scale: 0.5 },
        { key: 'unet/attn1.to_v.weight', shape: [6, 8], transpose: true, scale: 1 },
      ],
    });
  });

  it('keeps the weights of a branch in the outermost graph, where both branches share them', () => {
    const b = make();
    const x = b.input('x', 'float32', [1, 4]);
    const body = (branch: GraphBuilder) => [linear(branch.scope('unet/').scope('fc'), x, 4)];
    const [y] = ifElse(b, b.input('on', 'bool', [1]), body, body);
    b.output('y', y);
    const graph = b.build();
    expect(graph.weights).toHaveLength(2);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['If', 'Identity']);
  });

  const same = <T>(value: T, use: (value: T) => unknown) => use(value);
  const x = (b: GraphBuilder, ...shape: number[]) => b.input(`x${shape.join()}`, 'float32', shape);
  it.each<[string, (b: GraphBuilder) => unknown, RegExp]>([
    ['sums that do not broadcast', (b) => add(b, x(b, 2, 3), x(b, 2, 4)), /unet\/mid: .*\[2,3\].*\[2,4\].*broadcast/],
    [
      'dtypes that differ',
      (b) => add(b, x(b, 2), b.input('h', 'float16', [2])),
      /Add of float32\[2\] and float16\[2\]/,
    ],
    ['a concatenation of other sides', (b) => concat(b, [x(b, 1, 2, 4), x(b, 1, 3, 5)], 1), /cannot concatenate/],
    ['a split that does not add up', (b) => split(b, x(b, 1, 6), [2, 2], 1), /cannot split float32\[1,6\] into 2\+2/],
    ['a reshape to another size', (b) => reshape(b, x(b, 2, 6), [3, 5]), /cannot reshape/],
    ['a slice beyond the end', (b) => slice(b, x(b, 2, 6), 1, 3, 0), /cannot slice/],
    ['a convolution of a matrix', (b) => conv(b, x(b, 2, 6), { out: 1, kernel: 3 }), /rank 4/],
    ['groups that do not divide', (b) => groupNorm(b, x(b, 1, 6, 2, 2), { groups: 4, eps: 1e-5 }), /4 groups/],
    [
      'heads that do not divide',
      (b) => same(x(b, 1, 4, 6), (q) => attention(b, q, q, q, { heads: 4 })),
      /into 4 heads/,
    ],
    ['a name given twice', (b) => [x(b, 1), x(b, 1)], /two values named 'x1'/],
    ['branches that differ', (b) => ifElse(b, b.input('on', 'bool', [1]), (c) => [c.constant([1])], (c) => [c.constant([1, 2])]), /branches of If differ/], // prettier-ignore
  ])('stops at %s, naming the place', (_what, build, message) => {
    expect(() => build(make().scope('unet/').scope('mid'))).toThrow(message);
    expect(() => build(make().scope('unet/').scope('mid'))).toThrow('tiny: unet/mid: ');
  });
});
