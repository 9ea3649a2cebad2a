// The form of graph that suits a runtime, found by asking the device itself where the answer is not known.
import { ATTENTION_TOLERANCE, buildAttentionProbe } from '../onnx/attentionProbe.ts';
import type { Target } from '../onnx/graph.ts';
import { joinReaders } from '../weights/reader.ts';
import type { HostTensor, Runtime } from './types.ts';

/** The target for a runtime's graphs. On WebGPU it runs one small graph, as some adapters get fused attention wrong. */
export async function chooseTarget(runtime: Runtime): Promise<Target> {
  const { kind, precision } = runtime.info;
  if (kind !== 'webgpu') return { backend: 'wasm', precision };
  const target = { backend: 'webgpu', precision } as const;
  return { ...target, plainAttention: !(await fusedAttentionWorks(runtime, target)) };
}

/** False also when the kernel does not even run. */
async function fusedAttentionWorks(runtime: Runtime, target: Target): Promise<boolean> {
  const graph = buildAttentionProbe(target);
  const [{ dtype, shape }] = graph.inputs;
  const size = shape.reduce((product, side) => product * side, 1);
  const data = Float32Array.from({ length: size }, (_, i) => Math.sin(0.7 * i) * Math.cos(i * i));
  try {
    // Never released: ORT destroys its device with its last session, and packs come and go on one device.
    const session = await runtime.create(graph, joinReaders({}));
    const { difference } = await session.run({ x: { dtype, shape, data } });
    return ((difference as HostTensor).data as Float32Array).every((value) => Math.abs(value) < ATTENTION_TOLERANCE);
  } catch {
    return false;
  }
}
