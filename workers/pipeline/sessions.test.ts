import { expect, it } from 'vitest';
import { GraphBuilder } from '../onnx/builder.ts';
import { linear } from '../onnx/layers.ts';
import { AppError } from '../errors.ts';
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

it('where memory does not suffice, releases the slots that lend nothing and tries once more', async () => {
  const runtime = createNullRuntime();
  let full = false;
  const tight = {
    ...runtime,
    create(...[graph, weights, options]: Parameters<typeof runtime.create>) {
      // Room for two.
      full = runtime.log.filter((line) => line.startsWith('create')).length -
        runtime.log.filter((line) => line.startsWith('release')).length >= 2; // prettier-ignore
      if (full) return Promise.reject(new AppError('out-of-memory', 'full'));
      return runtime.create(graph, weights, options);
    },
  };
  const sessions = new Sessions(tight, safetensorsReader(memorySource('f', writeSafetensors([]))));
  await sessions.get({ slot: 'lends', key: 1, build, keepOnDevice: ['y'] }, signal);
  await sessions.get({ slot: 'idle', key: 1, build }, signal);
  await sessions.get({ slot: 'next', key: 1, build }, signal);
  expect(runtime.log).toEqual(['create g', 'create g', 'release g', 'create g']);
  await sessions.release('next');
  await sessions.get({ slot: 'lends too', key: 1, build, keepOnDevice: ['y'] }, signal);
  await expect(sessions.get({ slot: 'last', key: 1, build }, signal)).rejects.toMatchObject({ code: 'out-of-memory' });
});

/** Slots `unet` and `text` read a weight each; sessions change those of `unet` themselves, where `change` does not throw. */
async function changeable(change: () => boolean) {
  const runtime = createNullRuntime();
  const changing = {
    ...runtime,
    async create(...[graph, weights, options]: Parameters<typeof runtime.create>) {
      const session = await runtime.create(graph, weights, options);
      const reread = (touched: readonly { readonly name: string }[]) => {
        runtime.log.push(`reread ${touched.map(({ name }) => name).join()}`);
        return Promise.resolve().then(() => graph.name === 'unet' && change());
      };
      return { ...session, reread };
    },
  };
  const named = (name: string) => () => {
    const graph = new GraphBuilder({ name, target: { backend: 'wasm', precision: 'fp32' } });
    const b = graph.scope(`${name}/`).scope('fc');
    graph.output('y', linear(b, graph.input('x', 'float32', [1, 2]), 2));
    return graph.build();
  };
  const sessions = new Sessions(changing, safetensorsReader(memorySource('f', writeSafetensors([]))));
  for (const slot of ['unet', 'text']) await sessions.get({ slot, key: 1, build: named(slot) }, signal);
  runtime.log.length = 0;
  return { sessions, log: runtime.log };
}

it('changed tensors are read again where a session can do that; where it cannot, or fails, the session is released', async () => {
  const able = await changeable(() => true);
  await able.sessions.reread(new Set(['unet/fc.weight', 'other/fc.weight']));
  expect(able.log).toEqual(['reread unet/fc.weight']);
  await able.sessions.reread(new Set(['text/fc.bias']));
  expect(able.log).toEqual(['reread unet/fc.weight', 'reread text/fc.bias', 'release text']);

  const failing = await changeable(() => {
    throw new AppError('bad-model', 'gone');
  });
  const both = new Set(['unet/fc.weight', 'text/fc.weight']);
  await expect(failing.sessions.reread(both)).rejects.toMatchObject({ message: 'gone' });
  expect(failing.log).toEqual(['reread unet/fc.weight', 'release unet', 'release text']);
});
