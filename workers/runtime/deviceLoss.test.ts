import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../onnx/builder.ts';
import { scale } from '../onnx/ops.ts';
import { joinReaders } from '../weights/reader.ts';
import { watchDevice } from './deviceLoss.ts';
import type { Ort } from './ort.ts';
import { createRuntime } from './session.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Lost {
  readonly reason: string;
  readonly message: string;
}

/** As much of the library as the watcher sees: a device that is lost when the test says so. */
function fakeOrt(session: object = {}): { readonly ort: Ort; readonly lose: (lost: Lost) => void } {
  let lose: (lost: Lost) => void = () => undefined;
  const lost = new Promise<Lost>((resolve) => (lose = resolve));
  const create = async (): Promise<object> => session;
  const Tensor = Object;
  const ort = { env: { webgpu: { device: { lost } } }, InferenceSession: { create }, Tensor } as unknown as Ort;
  return { ort, lose };
}

const tick = (): Promise<void> => new Promise((resume) => setTimeout(resume));

describe('watchDevice', () => {
  it('keeps no result of a run for the life of the device', async () => {
    const { ort } = fakeOrt();
    const device = watchDevice(ort, true);
    await device.watch();
    const results: WeakRef<object>[] = [];
    for (let run = 0; run < 5; run++) {
      const made = await device.guard(
        tick().then(() => ({ picture: new Uint8Array(1 << 20) })),
        'running a test',
      );
      results.push(new WeakRef(made));
    }
    await tick();
    collectGarbage();
    // The last one may still lie in a register of the loop.
    expect(results.slice(0, -1).filter((kept) => kept.deref() !== undefined)).toEqual([]);
  });

  it('rejects every run that is under way, and every later one, once the device is lost', async () => {
    const { ort, lose } = fakeOrt();
    const device = watchDevice(ort, true);
    await device.watch();
    const never = new Promise<never>(() => undefined);
    const running = [device.guard(never, 'running one'), device.guard(never, 'running two')];
    lose({ reason: 'unknown', message: 'gone' });
    for (const run of running) {
      await expect(run).rejects.toMatchObject({
        code: 'device-lost',
        message: expect.stringContaining('gone') as string,
      });
    }
    await expect(device.guard(never, 'running three')).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('passes on what work says while the device is there', async () => {
    const device = watchDevice(fakeOrt().ort, true);
    await device.watch();
    await expect(device.guard(Promise.reject(new Error('no')), 'running')).rejects.toThrow('no');
    const aborted = new DOMException('stop', 'AbortError');
    await expect(device.guard(Promise.reject(aborted), 'running')).rejects.toBe(aborted);
  });
});

describe('a failure that the loss of the device caused', () => {
  const TOO_LARGE = 'createBuffer failed, size (16) is too large for the implementation when mappedAtCreation == true.';
  const info = { kind: 'webgpu', precision: 'fp32', adapter: 'test', reason: 'test', threads: 1 } as const;
  const graph = (() => {
    const b = new GraphBuilder({ name: 'twice', target: { backend: 'webgpu', precision: 'fp32' } });
    b.output('y', scale(b, b.input('x', 'float32', [1]), 2));
    return b.build();
  })();
  const x = { dtype: 'float32', shape: [1], data: new Float32Array(1) } as const;

  it.each(['before it is told', 'after it was told'])('is device-lost when a run fails %s', async (when) => {
    let fail: () => Promise<never> = () => Promise.reject(new Error(TOO_LARGE));
    const { ort, lose } = fakeOrt({ run: () => fail() });
    const session = await createRuntime(ort, info).create(graph, joinReaders({}));
    const loss = { reason: 'destroyed', message: 'Device was destroyed.' };
    if (when.startsWith('after')) lose(loss);
    else fail = () => (lose(loss), Promise.reject(new Error(TOO_LARGE)));
    await expect(session.run({ x })).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('is device-lost when a session cannot be made', async () => {
    const { ort, lose } = fakeOrt();
    lose({ reason: 'destroyed', message: 'Device was destroyed.' });
    ort.InferenceSession.create = () => Promise.reject(new Error(TOO_LARGE));
    await expect(createRuntime(ort, info).create(graph, joinReaders({}))).rejects.toMatchObject({
      code: 'device-lost',
    });
  });

  it('stays a bug while the device is there', async () => {
    const { ort } = fakeOrt({ run: () => Promise.reject(new Error(TOO_LARGE)) });
    const session = await createRuntime(ort, info).create(graph, joinReaders({}));
    await expect(session.run({ x })).rejects.toMatchObject({ code: 'bug' });
  });
});
