// Notices that the GPU went away: ORT's own runs may then hang, return rubbish, or fail in words that name no loss.
import { AppError, isAbort } from '../errors.ts';
import type { Ort } from './ort.ts';

export interface DeviceLoss {
  /** Starts to watch the device that ORT made; to be called after the first session. Does nothing without WebGPU. */
  watch(): Promise<void>;
  /**
   * The result of `work`, or a `device-lost` rejection as soon as the device is gone. What fails once the device is gone
   * is `device-lost` too, whatever it says (`createBuffer ... is too large`, say).
   */
  guard<T>(work: Promise<T>, doing: string): Promise<T>;
}

export function watchDevice(ort: Ort, onGpu: boolean): DeviceLoss {
  let watched: GPUDevice | undefined;
  let lost: string | null = null;
  const reason = (): string | null => lost;
  // One listener for the device's whole life. A race against `device.lost` at every run would keep each run's result as
  // long as the device: a promise that never settles keeps its reactions.
  const waiting = new Set<(why: string) => void>();

  async function watch(): Promise<void> {
    if (!onGpu || watched) return;
    const device = (await ort.env.webgpu.device) as GPUDevice | undefined;
    if (!device || device === watched) return;
    watched = device;
    void device.lost.then(({ reason, message }) => {
      lost = message || reason;
      for (const giveUp of waiting) giveUp(lost);
    });
  }

  return {
    watch,
    async guard(work, doing) {
      if (!onGpu) return work;
      let giveUp: (why: string) => void = () => undefined;
      const gone = new Promise<never>((_, reject) => {
        giveUp = (why) => reject(deviceLost(doing, why));
      });
      waiting.add(giveUp);
      const known = reason();
      if (known !== null) giveUp(known);
      try {
        return await Promise.race([gone, work]);
      } catch (error) {
        if (isAbort(error)) throw error;
        // The failure may be heard before the loss that caused it.
        await watch().catch(() => undefined);
        await new Promise((resume) => setTimeout(resume));
        const why = reason();
        throw why === null ? error : deviceLost(doing, why);
      } finally {
        waiting.delete(giveUp);
      }
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
