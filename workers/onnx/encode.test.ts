import { onnx } from 'onnx-proto';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './builder.ts';
import { encodeModel } from './encode.ts';
import { EXTERNAL_PATH } from './graph.ts';
import { conv, linear } from './layers.ts';
import { add, ifElse, mul, scale } from './ops.ts';

const target = { backend: 'wasm', precision: 'fp32' } as const;

describe('encodeModel', () => {
  it('weights that each run is given are inputs behind the graph’s own, and take no room in the file', async () => {
    const b = new GraphBuilder({ name: 'given', target });
    b.output('y', linear(b.scope('unet/').scope('fc'), b.input('x', 'float32', [1, 2]), 3));
    const graph = b.build();
    const [weight, bias] = graph.weights;
    const { bytes, slots, externalBytes } = encodeModel(graph, [weight]);
    expect(slots.map((slot) => slot.weight)).toEqual([bias]);
    const externalData = [{ path: EXTERNAL_PATH, data: new Uint8Array(Float32Array.of(10, 20, 30).buffer) }];
    expect(externalBytes).toBe(externalData[0].data.length);
    const session = await ort.InferenceSession.create(bytes, { externalData });
    expect(session.inputNames).toEqual(['x', weight.name]);
    const run = async (numbers: readonly number[]) => {
      const given = new ort.Tensor('float32', Float32Array.from(numbers), [2, 3]);
      const x = new ort.Tensor('float32', Float32Array.of(1, 2), [1, 2]);
      return [...((await session.run({ x, [weight.name]: given }))['y'].data as Float32Array)];
    };
    expect(await run([1, 2, 3, 4, 5, 6])).toEqual([19, 32, 45]);
    expect(await run([0, 0, 0, 0, 0, 0])).toEqual([10, 20, 30]);
    await session.release();
  });

  it('writes what onnx.proto decodes: inputs, outputs, attributes, and weights as 64-byte aligned slots', () => {
    const b = new GraphBuilder({ name: 'tiny', target });
    const x = b.input('x', 'float32', [1, 3, 4, 4]);
    b.output('y', conv(b.scope('net/').scope('conv_in'), x, { out: 5, kernel: 3 }));
    const { bytes, slots, externalBytes } = encodeModel(b.build());
    const model = onnx.ModelProto.decode(bytes);
    expect(model.opsetImport.map(({ domain, version }) => [domain, Number(version)])).toEqual([['', 17], ['com.microsoft', 1]]); // prettier-ignore
    const node = model.graph?.node ?? [];
    expect(node[0]).toMatchObject({
      name: 'net/conv_in:Conv',
      opType: 'Conv',
      input: ['x', 'net/conv_in.weight', 'net/conv_in.bias'],
    });
    const attributes = (node[0].attribute ?? []).map(({ name, ints }) => [name, ints?.map(Number)]);
    expect(attributes).toEqual([['kernel_shape', [3, 3]], ['strides', [1, 1]], ['pads', [1, 1, 1, 1]]]); // prettier-ignore
    expect(model.graph?.output?.[0].type?.tensorType?.shape?.dim?.map(({ dimValue }) => Number(dimValue))).toEqual([
      1, 5, 4, 4,
    ]);
    // 5*3*3*3 floats are 540 bytes, so the bias starts at 9 * 64 = 576.
    expect(slots.map(({ offset, byteLength }) => [offset, byteLength])).toEqual([[0, 540], [576, 20]]); // prettier-ignore
    expect(externalBytes).toBe(596);
    expect(model.graph?.initializer?.[1]).toMatchObject({
      dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
      externalData: [
        { key: 'location', value: EXTERNAL_PATH },
        { key: 'offset', value: '576' },
        { key: 'length', value: '20' },
      ],
    });
  });

  it('runs in onnxruntime-web, with a weight from outside and a branch that uses outer values', async () => {
    const b = new GraphBuilder({ name: 'branches', target });
    const x = b.input('x', 'float32', [1, 2]);
    const on = b.input('on', 'bool', [1]);
    const doubled = scale(b, x, 2);
    const [y] = ifElse(
      b.scope('net/'),
      on,
      (branch) => [mul(branch, linear(branch.scope('fc'), x, 2), doubled)],
      (branch) => [add(branch, x, x)],
    );
    b.output('y', y);
    const { bytes, slots, externalBytes } = encodeModel(b.build());
    const data = new Uint8Array(externalBytes);
    // The provider transposes; here the stored values are already [in, out] = [[1, 2], [3, 4]] and the bias [10, 20].
    const values: Record<string, number[]> = { 'net/fc.weight': [1, 2, 3, 4], 'net/fc.bias': [10, 20] };
    for (const { weight, offset } of slots)
      data.set(new Uint8Array(Float32Array.from(values[weight.name]).buffer), offset);
    const session = await ort.InferenceSession.create(bytes, { externalData: [{ path: EXTERNAL_PATH, data }] });
    const run = async (on: boolean): Promise<unknown> => {
      const feeds = { x: new ort.Tensor('float32', [1, 10], [1, 2]), on: new ort.Tensor('bool', [on], [1]) };
      return [...((await session.run(feeds)).y.data as Float32Array)];
    };
    // [1*1 + 10*3 + 10, 1*2 + 10*4 + 20] * [2, 20]
    expect(await run(true)).toEqual([82, 1240]);
    expect(await run(false)).toEqual([2, 20]);
  });
});
