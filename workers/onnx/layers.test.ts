import { expect, it } from 'vitest';
import { runGraph } from '../testing/runGraph.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { safetensorsReader } from '../weights/reader.ts';
import { memorySource } from '../weights/source.ts';
import { GraphBuilder } from './builder.ts';
import { conv3x3 } from './conv3x3.ts';
import { conv, doubledConv, upsampleNearest } from './layers.ts';

/** Unrelated values in -1...1. */
const wave = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + i * i));

it.each([
  [1, 1],
  [2, 2],
  [3, 5],
  [8, 4],
])('doubledConv is the convolution of the doubled picture: %i x %i', async (height, width) => {
  const graph = new GraphBuilder({ name: 'both', target: { backend: 'wasm', precision: 'fp32' } });
  const x = graph.input('x', 'float32', [2, 3, height, width]);
  const b = graph.scope('conv');
  graph.output('plain', conv(b, upsampleNearest(b, x), { out: 4, kernel: 3, biasScale: 0.5 }));
  graph.output('doubled', doubledConv(b, x, { out: 4, biasScale: 0.5 }));
  const file = writeSafetensors([
    { key: 'conv.weight', shape: [4, 3, 3, 3], data: wave(108) },
    { key: 'conv.bias', shape: [4], data: wave(4) },
  ]);
  const reader = safetensorsReader(memorySource('w', file));
  const input = { dtype: 'float32', shape: x.shape, data: wave(6 * height * width) } as const;
  const { plain, doubled } = await runGraph(graph.build(), reader, { x: input });
  expect(doubled.shape).toEqual(plain.shape);
  // Sums of 27 products in another order.
  const most = Math.max(...[...plain.data].map((value, i) => Math.abs(Number(value) - Number(doubled.data[i]))));
  expect(most).toBeLessThan(2e-6);
});

it.each([
  ['patches of tiny pictures', 'wasm', 2, 3],
  ['patches of tiny pictures', 'webgpu', 4, 4],
  ['Winograd, one strip', 'wasm', 4, 6],
  ['Winograd, three strips', 'wasm', 12, 5],
  ['plain', 'wasm', 6, 5],
] as const)('conv3x3 is the convolution: %s, %s, %i x %i', async (_, backend, height, width) => {
  const graph = new GraphBuilder({ name: 'both', target: { backend, precision: 'fp32' } });
  const x = graph.input('x', 'float32', [2, 3, height, width]);
  const b = graph.scope('conv');
  graph.output('plain', conv(b, x, { out: 4, kernel: 3 }));
  graph.output('chosen', conv3x3(b, x, 4));
  const file = writeSafetensors([
    { key: 'conv.weight', shape: [4, 3, 3, 3], data: wave(108) },
    { key: 'conv.bias', shape: [4], data: wave(4) },
  ]);
  const reader = safetensorsReader(memorySource('w', file));
  const input = { dtype: 'float32', shape: x.shape, data: wave(6 * height * width) } as const;
  const { plain, chosen } = await runGraph(graph.build(), reader, { x: input });
  expect(chosen.shape).toEqual(plain.shape);
  // Sums of 27 products, Winograd's of numbers up to 100 times as big.
  const most = Math.max(...[...plain.data].map((value, i) => Math.abs(Number(value) - Number(chosen.data[i]))));
  expect(most).toBeLessThan(2e-5);
});

it.each([5, 9, 12])('what WebGPU reads of %i channels is the same convolution', async (channels) => {
  const file = writeSafetensors([
    { key: 'conv.weight', shape: [4, channels, 3, 3], data: wave(36 * channels) },
    { key: 'conv.bias', shape: [4], data: wave(4) },
  ]);
  const run = async (backend: 'wasm' | 'webgpu') => {
    const graph = new GraphBuilder({ name: 'one', target: { backend, precision: 'fp32' } });
    const x = graph.input('x', 'float32', [2, channels, 6, 5]);
    graph.output('y', conv(graph.scope('conv'), x, { out: 4, kernel: 3, stride: 2 }));
    const input = { dtype: 'float32', shape: x.shape, data: wave(60 * channels) } as const;
    return (await runGraph(graph.build(), safetensorsReader(memorySource('w', file)), { x: input }))['y'];
  };
  const [plain, evened] = [await run('wasm'), await run('webgpu')];
  expect(evened.shape).toEqual(plain.shape);
  // The same products; sums of up to 108 of them in another order.
  const most = Math.max(...[...plain.data].map((value, i) => Math.abs(Number(value) - Number(evened.data[i]))));
  expect(most).toBeLessThan(5e-6);
});
