// Notices that the GPU went away: ORT's own runs may then hang or return rubbish instead of failing.
import { AppError } from '../errors.ts';
import type { Ort } from './ort.ts';

export interface DeviceLoss {
  /** Starts to watch the device that ORT made; to be called after the first session. Does nothing without WebGPU. */
  watch(): Promise<void>;
  /** The result of `work`, or a `device-lost` rejection as soon as the device is gone. */
  guard<T>(work: Promise<T>, doing: string): Promise<T>;
}

export function watchDevice(ort: Ort, onGpu: boolean): DeviceLoss {
  let lost: Promise<string> | null = null;
  return {
    async watch() {
      if (!onGpu || lost) return;
      const device = (await ort.env.webgpu.device) as GPUDevice | undefined;
      lost = device ? device.lost.then(({ reason, message }) => message || reason) : null;
    },
    guard(work, doing) {
      if (!lost) return work;
      const gone = lost.then((why) => Promise.reject(deviceLost(doing, why)));
      return Promise.race([work, gone]);
    },
  };
}

/** The error that the app answers with a new device. */
export function deviceLost(doing: string, why: unknown): AppError {
  return new AppError(
    'device-lost',
    `The graphics device was lost while ${doing}: ${String(why)}`,
    'Inkling starts it again; your drawing is kept.',
  );
}
