import { expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../workers/errors.ts';
import type { ControlMap, PreprocessApi } from '../../workers/preprocess/api.ts';
import { expose } from '../../workers/rpc/expose.ts';
import { createPreprocessService } from './preprocess.ts';

const IMAGE = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const MAP = { width: 1, height: 1, data: new Uint8ClampedArray(4).fill(9) } as ControlMap;

/** A real RPC line to workers that fail with these codes, each for its whole life; the last one works. */
function workersThatFail(...codes: readonly ErrorCode[]) {
  let started = 0;
  const service = createPreprocessService(
    () => {
      const code = codes[started++];
      const { port1, port2 } = new MessageChannel();
      const api: PreprocessApi = {
        run: () => (code ? Promise.reject(new AppError(code, 'gone')) : Promise.resolve(MAP)),
        storedWeights: () => Promise.resolve([]),
        deleteWeights: () => Promise.resolve(),
      };
      expose(api, port2 as never);
      port1.start();
      port2.start();
      return Object.assign(port1, { terminate: () => (port1.close(), port2.close()) });
    },
    () => ({ backend: 'auto', precision: 'auto', assets: '/' }),
  );
  return { service, started: () => started };
}

it('makes the map again in a new worker where the device was lost, once', async () => {
  const { service, started } = workersThatFail('device-lost');
  expect(await service.run('canny', IMAGE)).toEqual(MAP);
  expect(started()).toBe(2);
});

it('tells of a device that is lost again, and does not keep the dead one', async () => {
  const { service, started } = workersThatFail('device-lost', 'device-lost');
  await expect(service.run('canny', IMAGE)).rejects.toMatchObject({ code: 'device-lost' });
  expect(await service.run('canny', IMAGE)).toEqual(MAP);
  expect(started()).toBe(3);
});

it('gives the next call a new worker after a fault, and the same one after a refusal', async () => {
  const faulty = workersThatFail('bug');
  await expect(faulty.service.run('canny', IMAGE)).rejects.toMatchObject({ code: 'bug' });
  expect(await faulty.service.run('canny', IMAGE)).toEqual(MAP);
  const refusing = workersThatFail('bad-input');
  for (let i = 0; i < 2; i++)
    await expect(refusing.service.run('canny', IMAGE)).rejects.toMatchObject({ code: 'bad-input' });
  expect(refusing.started()).toBe(1);
});
