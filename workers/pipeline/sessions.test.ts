import { expect, it } from 'vitest';
import { GraphBuilder } from '../onnx/builder.ts';
import { createNullRuntime } from '../runtime/null.ts';
import { safetensorsReader } from '../weights/reader.ts';
import { memorySource } from '../weights/source.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { Sessions } from './sessions.ts';

const build = () => {
  const graph = new GraphBuilder({ name: 'g', target: { backend: 'wasm', precision: 'fp32' } });
  graph.output('y', graph.input('x', 'float32', [2]));
  return graph.build();
};
const signal = new AbortController().signal;

it('opens a slot once, and dry sessions run nothing', async () => {
  const runtime = createNullRuntime();
  const sessions = new Sessions(runtime, safetensorsReader(memorySource('f', writeSafetensors([]))));
  sessions.dry = true;
  const dry = await sessions.get({ slot: 's', key: 1, build }, signal);
  expect(await dry.session.run({})).toEqual({ y: { dtype: 'float32', shape: [2], data: new Float32Array(2) } });
  sessions.dry = false;
  const real = await sessions.get({ slot: 's', key: 1, build }, signal);
  await real.session.run({});
  await sessions.get({ slot: 's', key: 2, build }, signal);
  expect(runtime.log).toEqual(['create g', 'run g', 'release g', 'create g']);
});
