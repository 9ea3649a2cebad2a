// Runs a graph once on onnxruntime-web's WASM; for tests only.
import * as ort from 'onnxruntime-web';
import type { BuiltGraph } from '../onnx/graph.ts';
import { createRuntime } from '../runtime/session.ts';
import type { HostTensor, Tensor } from '../runtime/types.ts';
import type { TensorReader } from '../weights/types.ts';

/** The outputs of `graph`, all in JS memory. */
export async function runGraph(
  graph: BuiltGraph,
  weights: TensorReader,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Record<string, HostTensor>> {
  ort.env.wasm.numThreads = 1;
  const info = { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 } as const;
  const session = await createRuntime(ort, info).create(graph, weights);
  const outputs = await session.run(inputs);
  await session.release();
  return outputs as Record<string, HostTensor>;
}
