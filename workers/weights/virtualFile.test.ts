// Node only: casts and layouts of the virtual weight file, and the contract with the pinned onnxruntime-web.
import { readFileSync } from 'node:fs';
import { onnx } from 'onnx-proto';
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test, vi } from 'vitest';
import { floatsToBfloats, floatsToHalves, halvesToFloats } from '../numerics/float16.ts';
import type { DType, Weight, WeightPart, WeightSlot } from '../onnx/graph.ts';
import { writeSafetensors, type WrittenTensor } from '../testing/writeSafetensors.ts';
import { safetensorsReader } from './reader.ts';
import { memorySource } from './source.ts';
import { loadWeight, virtualFile } from './virtualFile.ts';

const readerOf = (...tensors: WrittenTensor[]) =>
  safetensorsReader(memorySource('w.safetensors', writeSafetensors(tensors)));
const weight = (dtype: DType, shape: number[], parts: WeightPart[], axis = 0): Weight => ({
  name: 'w',
  dtype,
  shape,
  parts,
  axis,
});
const floats = (bytes: Uint8Array): number[] => [...new Float32Array(bytes.slice().buffer)];

function halves(...values: number[]): Uint16Array {
  const out = new Uint16Array(values.length);
  floatsToHalves(new Float32Array(values), out);
  return out;
}

test('every stored float becomes float32, transposed and scaled on demand', () => {
  const bfloats = new Uint16Array(6);
  floatsToBfloats(new Float32Array([1, 2, 3, 4, 5, 6]), bfloats);
  const reader = readerOf(
    { key: 'f64', shape: [2, 3], data: new Float64Array([1, 2, 3, 4, 5, 6]) },
    { key: 'f32', shape: [2, 3], data: new Float32Array([1, 2, 3, 4, 5, 6]) },
    { key: 'f16', shape: [2, 3], data: halves(1, 2, 3, 4, 5, 6) },
    { key: 'bf16', shape: [2, 3], data: bfloats, dtype: 'BF16' },
  );
  for (const key of ['f64', 'f32', 'f16', 'bf16']) {
    const plain = weight('float32', [2, 3], [{ key, shape: [2, 3] }]);
    expect(floats(loadWeight(plain, reader))).toEqual([1, 2, 3, 4, 5, 6]);
    const turned = weight('float32', [3, 2], [{ key, shape: [2, 3], transpose: true, scale: 0.5 }]);
    expect(floats(loadWeight(turned, reader))).toEqual([0.5, 2, 1, 2.5, 1.5, 3]);
  }
});

test('float16 weights are rounded to nearest even', () => {
  const stored = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519, 2 ** -25]; // ties go to even: 1 and 1 + 2^-9
  const reader = readerOf({ key: 'a', shape: [4], data: new Float32Array(stored) });
  const bytes = loadWeight(weight('float16', [4], [{ key: 'a', shape: [4] }]), reader);
  const back = new Float32Array(4);
  halvesToFloats(new Uint16Array(bytes.slice().buffer), back);
  expect([...back]).toEqual([1, 1 + 2 ** -9, 65504, 0]);
});

test('parts are joined along the axis, after transposition', () => {
  const reader = readerOf(
    { key: 'q', shape: [2, 2], data: new Float32Array([1, 2, 3, 4]) },
    { key: 'k', shape: [1, 2], data: halves(5, 6) },
  );
  const parts = [
    { key: 'q', shape: [2, 2], transpose: true },
    { key: 'k', shape: [1, 2], transpose: true },
  ];
  // [out, in] = [[1,2],[3,4]] and [[5,6]] -> [in, out] = [[1,3],[2,4]] and [[5],[6]] side by side
  expect(floats(loadWeight(weight('float32', [2, 3], parts, 1), reader))).toEqual([1, 3, 5, 2, 4, 6]);
  const stacked = parts.map(({ key, shape }) => ({ key, shape }));
  expect(floats(loadWeight(weight('float32', [3, 2], stacked, 0), reader))).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a stored form that is the wanted one is handed on without a copy', () => {
  const file = writeSafetensors([{ key: 'a', shape: [2, 1, 1], data: halves(1, 2) }]);
  const reader = safetensorsReader(memorySource('w', file));
  const bytes = loadWeight(weight('float16', [2], [{ key: 'a', shape: [2] }]), reader);
  expect(bytes.buffer).toBe(file.buffer);
});

test.each([
  ['absent', { key: 'b', shape: [2] }, 'float32' as const, "tensor 'b' is missing"],
  [
    'of another shape',
    { key: 'a', shape: [3] },
    'float32' as const,
    "tensor 'a' has shape [2], but the config says [3]",
  ],
  ['of integers', { key: 'i', shape: [1] }, 'float16' as const, "tensor 'i' is stored as I32, but float16 is needed"],
])('a tensor that is %s is bad-model', (_, part, dtype, message) => {
  const reader = readerOf(
    { key: 'a', shape: [2], data: new Float32Array(2) },
    { key: 'i', shape: [1], data: new Int32Array(1) },
  );
  const error = expect.objectContaining({ code: 'bad-model', message });
  expect(() => loadWeight(weight(dtype, part.shape, [part]), reader)).toThrow(error);
});

// --- The contract with onnxruntime-web ---

const SIZE = 64;
const matrix = Float32Array.from({ length: SIZE * SIZE }, (_, i) => Math.sin(i));
const bias = Float32Array.from({ length: SIZE }, (_, i) => Math.cos(i));
const gain = halves(...Array.from({ length: SIZE }, (_, i) => i / SIZE));
const wide = Float32Array.from({ length: SIZE }, (_, i) => i);

/** y = (x M + bias) * gain + wide, with the four weights inline or in an external file. */
function model(slots?: readonly WeightSlot[]): Uint8Array {
  const inline = { M: matrix, bias, gain, wide };
  const initializer = Object.entries(inline).map(([name, data], index) => ({
    name,
    dataType: name === 'gain' ? 10 : 1,
    dims: name === 'M' ? [SIZE, SIZE] : [SIZE],
    ...(slots
      ? {
          dataLocation: 1,
          externalData: Object.entries({
            location: 'weights',
            offset: slots[index].offset,
            length: slots[index].byteLength,
          }).map(([key, value]) => ({ key, value: String(value) })),
        }
      : { rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }),
  }));
  const node = (opType: string, input: string[], output: string) => ({ opType, input, output: [output], name: output });
  const tensor = (name: string) => ({
    name,
    type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 1 }, { dimValue: SIZE }] } } },
  });
  const cast = { ...node('Cast', ['gain'], 'gain32'), attribute: [{ name: 'to', type: 2, i: 1 }] };
  const nodes = [
    node('MatMul', ['x', 'M'], 'xM'),
    node('Add', ['xM', 'bias'], 'sum'),
    cast,
    node('Mul', ['sum', 'gain32'], 'product'),
    node('Add', ['product', 'wide'], 'y'),
  ];
  const graph = { name: 'g', node: nodes, initializer, input: [tensor('x')], output: [tensor('y')] };
  return onnx.ModelProto.encode(
    onnx.ModelProto.fromObject({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph }),
  ).finish();
}

async function run(bytes: Uint8Array, externalData?: Uint8Array): Promise<number[]> {
  const options = externalData ? { externalData: [{ path: 'weights', data: externalData }] } : {};
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    ...options,
  });
  const x = new ort.Tensor(
    'float32',
    Float32Array.from({ length: SIZE }, (_, i) => i % 7),
    [1, SIZE],
  );
  const { y } = await session.run({ x });
  await session.release();
  return [...(y.data as Float32Array)];
}

function slotsOf(): { slots: WeightSlot[]; total: number } {
  const parts: [string, DType, number[], boolean][] = [
    ['M', 'float32', [SIZE, SIZE], true],
    ['bias', 'float32', [SIZE], false],
    ['gain', 'float16', [SIZE], false],
    ['wide', 'float32', [SIZE], false],
  ];
  let total = 0;
  const slots = parts.map(([key, dtype, shape, transpose]) => {
    const byteLength = shape.reduce((a, b) => a * b, dtype === 'float16' ? 2 : 4);
    const slot = { weight: weight(dtype, shape, [{ key, shape, transpose }]), offset: total, byteLength };
    total += byteLength;
    return slot;
  });
  return { slots, total };
}

/** Stored as a checkpoint would: the matrix transposed, `gain` wider and `wide` narrower than wanted. */
function stored() {
  const turned = matrix.map((_, i) => matrix[(i % SIZE) * SIZE + Math.floor(i / SIZE)]);
  const gain64 = Float64Array.from({ length: SIZE }, (_, i) => i / SIZE);
  return readerOf(
    { key: 'M', shape: [SIZE, SIZE], data: turned },
    { key: 'bias', shape: [SIZE], data: bias },
    { key: 'gain', shape: [SIZE], data: gain64 },
    { key: 'wide', shape: [SIZE], data: halves(...wide) },
  );
}

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

test('the pinned version of onnxruntime-web is the installed one, exactly', () => {
  const read = (path: string) =>
    JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<string, never>;
  const pinned = read('../../package.json')['dependencies']['onnxruntime-web'];
  expect(pinned).toMatch(/^\d/);
  expect(read('../../node_modules/onnxruntime-web/package.json')['version']).toBe(pinned);
});

test('ORT asks for each tensor exactly once, by subarray, and computes the same as with inline weights', async () => {
  const { slots, total } = slotsOf();
  const loaded: number[] = [];
  const file = virtualFile(slots, total, stored(), (bytes) => loaded.push(bytes));
  const subarray = vi.spyOn(file, 'subarray');
  const slice = vi.spyOn(file, 'slice');
  expect(await run(model(slots), file)).toEqual(await run(model()));
  expect(subarray.mock.calls.toSorted(([a], [b]) => a! - b!)).toEqual(
    slots.map(({ offset, byteLength }) => [offset, offset + byteLength]),
  );
  expect(slice).not.toHaveBeenCalled();
  expect(file.failure).toBeUndefined();
  expect(loaded.at(-1)).toBe(total);
});

test('a failure inside the file ends the load and is kept, since ORT swallows it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { slots, total } = slotsOf();
  const file = virtualFile(slots, total, readerOf({ key: 'M', shape: [1], data: new Float32Array(1) }));
  await expect(run(model(slots), file)).rejects.toThrow();
  expect(file.failure).toMatchObject({ code: 'bad-model' });
});

test('what onBytes throws (an abort) ends the load', async () => {
  const { slots, total } = slotsOf();
  const abort = new DOMException('stop', 'AbortError');
  const file = virtualFile(slots, total, stored(), () => {
    throw abort;
  });
  await expect(run(model(slots), file)).rejects.toThrow();
  expect(file.failure).toBe(abort);
});
