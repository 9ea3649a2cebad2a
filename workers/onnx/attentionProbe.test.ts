import * as ort from 'onnxruntime-web';
import { expect, it } from 'vitest';
import { encodeModel } from './encode.ts';
import { buildAttentionProbe } from './attentionProbe.ts';

it('fused and plain attention agree where the kernel is right', async () => {
  const graph = buildAttentionProbe({ backend: 'wasm', precision: 'fp32' });
  const session = await ort.InferenceSession.create(encodeModel(graph).bytes);
  const [{ shape }] = graph.inputs;
  const values = Float32Array.from(
    { length: shape.reduce((a, b) => a * b, 1) },
    (_, i) => Math.sin(i * 0.7) * Math.cos(i * i),
  );
  const { difference } = await session.run({ x: new ort.Tensor('float32', values, [...shape]) });
  expect(Math.max(...(difference.data as Float32Array).map(Math.abs))).toBeLessThan(1e-5);
});
