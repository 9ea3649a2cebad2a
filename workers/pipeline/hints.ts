// Hints from pixels to features on the device: resized, then through each net's hint encoder, or a T2I-Adapter, once a picture.
import { fit } from '../image/fit.ts';
import { overWhite, toPlanar } from '../image/pixels.ts';
import { buildHint } from '../models/hint.ts';
import type { DeviceTensor, Session } from '../runtime/types.ts';
import { runAdapter } from './adapters.ts';
import type { Job } from './job.ts';
import type { Loaded } from './loaded.ts';
import { netConfig } from './pack.ts';
import type { Plan, PlannedNet } from './plan.ts';

/** The hint encoder's session for one net at this size. */
export async function openHint(
  { pack, sessions, target }: Loaded,
  plan: Plan,
  net: PlannedNet,
  signal: AbortSignal,
): Promise<Session> {
  const { width, height } = plan;
  const { session } = await sessions.get(
    {
      slot: `hint ${net.name}`,
      key: { net: net.net, width, height },
      build: () => buildHint({ name: net.name, config: netConfig(pack, net.net), height, width, target }),
      keepOnDevice: ['features'],
    },
    signal,
  );
  return session;
}

/** Features of every planned net's hint and all that adapters make of theirs; the caller disposes them. Where one net fails, those before it are given back here. */
export async function encodeHints(
  loaded: Loaded,
  plan: Plan,
  job: Job,
  signal: AbortSignal,
): Promise<Record<string, DeviceTensor>> {
  const features: Record<string, DeviceTensor> = {};
  try {
    for (const net of plan.nets) features[`hint:${net.name}`] = await encodeHint(loaded, plan, net, job, signal);
    for (const net of plan.adapters) Object.assign(features, await runAdapter(loaded, plan, net, job, signal));
    return features;
  } catch (error) {
    for (const tensor of Object.values(features)) tensor.dispose();
    throw error;
  }
}

async function encodeHint(
  loaded: Loaded,
  plan: Plan,
  net: PlannedNet,
  job: Job,
  signal: AbortSignal,
): Promise<DeviceTensor> {
  signal.throwIfAborted();
  const session = await openHint(loaded, plan, net, signal);
  const pixels = fit(overWhite(net.unit.image), job.width, job.height, net.unit.resize);
  const hint = {
    dtype: 'float32' as const,
    shape: [1, 3, job.height, job.width],
    data: toPlanar(pixels, 1 / 255, 0),
  };
  return (await session.run({ hint }))['features'] as DeviceTensor;
}
