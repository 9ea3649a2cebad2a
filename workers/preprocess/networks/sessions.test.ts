import { expect, it } from 'vitest';
import { GraphBuilder } from '../../onnx/builder.ts';
import type { Target } from '../../onnx/graph.ts';
import { scale } from '../../onnx/ops.ts';
import { createNullRuntime } from '../../runtime/null.ts';
import { chooseTarget } from '../../runtime/target.ts';
import type { HostTensor, Runtime } from '../../runtime/types.ts';
import { joinReaders } from '../../weights/reader.ts';
import type { RunContext } from '../types.ts';
import { type Network, NetworkSessions } from './sessions.ts';

/** A WebGPU adapter whose fused attention is off by `error` everywhere. */
function adapter(error: number): Runtime {
  const nothing = createNullRuntime();
  return {
    ...nothing,
    info: { ...nothing.info, kind: 'webgpu' },
    async create(graph, weights, options) {
      const session = await nothing.create(graph, weights, options);
      if (graph.name !== 'attention probe') return session;
      return {
        ...session,
        async run(inputs) {
          const { difference } = await session.run(inputs);
          ((difference as HostTensor).data as Float32Array).fill(error);
          return { difference };
        },
      };
    },
  };
}

const context: RunContext = {
  signal: new AbortController().signal,
  progress: () => undefined,
  options: { backend: 'auto', precision: 'auto', assets: '/' },
};

/** The target that a network's graph is built for on this runtime. */
async function targetOf(runtime: Runtime): Promise<Target | undefined> {
  let given: Target | undefined;
  const network: Network = {
    id: 'asks',
    load: async () => ({
      weights: joinReaders({}),
      graph({ target }) {
        given = target;
        const b = new GraphBuilder({ name: 'asks', target });
        b.output('y', scale(b, b.input('x', 'float32', [1]), 2));
        return b.build();
      },
    }),
  };
  const sessions = new NetworkSessions(async () => ({ runtime, target: await chooseTarget(runtime) }));
  const x = { dtype: 'float32', shape: [1], data: new Float32Array(1) } as const;
  await sessions.run(network, { height: 1, width: 1 }, { x }, context);
  return given;
}

it('spells attention out where the adapter gets the fused kernel wrong', async () => {
  expect(await targetOf(adapter(0.1))).toMatchObject({ backend: 'webgpu', plainAttention: true });
  expect(await targetOf(adapter(0.001))).toMatchObject({ backend: 'webgpu', plainAttention: false });
  expect(await targetOf(createNullRuntime())).toEqual({ backend: 'wasm', precision: 'fp32' });
});
