// T2I-Adapters from a hint's pixels to features on the device, once a picture.
import { fit } from '../image/fit.ts';
import { overWhite, type Rgb, toPlanar } from '../image/pixels.ts';
import { buildAdapter, featureName } from '../models/t2iAdapter.ts';
import type { DeviceTensor, Session } from '../runtime/types.ts';
import type { Job } from './job.ts';
import type { Loaded } from './loaded.ts';
import { adapterOf } from './pack.ts';
import type { Plan, PlannedNet } from './plan.ts';

/** The adapter's features by the names that the step graph has for them; whoever asked disposes them. */
export async function runAdapter(
  loaded: Loaded,
  plan: Plan,
  net: PlannedNet,
  job: Job,
  signal: AbortSignal,
): Promise<Record<string, DeviceTensor>> {
  signal.throwIfAborted();
  const session = await openAdapter(loaded, plan, net, signal);
  const { inChannels, factor } = adapterOf(loaded.pack, net.net);
  const pixels = fit(overWhite(net.unit.image), job.width, job.height, net.unit.resize);
  const planes = inChannels === 1 ? brightness(pixels) : toPlanar(pixels, 1 / 255, 0);
  const shape = [1, inChannels * factor ** 2, plan.height, plan.width];
  const data = unshuffled(planes, job.width, job.height, factor);
  const outputs = await session.run({ hint: { dtype: 'float32', shape, data } });
  return Object.fromEntries(
    Object.entries(outputs as Record<string, DeviceTensor>).map(([level, value]) => [
      `adapter:${net.name}:${level}`,
      value,
    ]),
  );
}

async function openAdapter(
  { pack, sessions, target }: Loaded,
  { width, height }: Plan,
  { name, net }: PlannedNet,
  signal: AbortSignal,
): Promise<Session> {
  const config = adapterOf(pack, net);
  const { session } = await sessions.get(
    {
      slot: `hint ${name}`,
      key: { adapter: net, width, height },
      build: () => buildAdapter({ name, config, height, width, target }),
      keepOnDevice: config.channels.map((_, level) => featureName(level)),
    },
    signal,
  );
  return session;
}

/** Grey as Pillow's mode L rounds it, in 0...1. */
function brightness({ data }: Rgb): Float32Array {
  return Float32Array.from({ length: data.length / 3 }, (_, i) => {
    const sum = 19595 * (data[3 * i] ?? 0) + 38470 * (data[3 * i + 1] ?? 0) + 7471 * (data[3 * i + 2] ?? 0);
    return ((sum + 0x8000) >> 16) / 255;
  });
}

/** PyTorch's pixel_unshuffle: planes [C,H,W] to [C * factor^2, H / factor, W / factor], each place in a square a plane. */
export function unshuffled(planes: Float32Array, width: number, height: number, factor: number): Float32Array {
  const columns = width / factor;
  const size = (columns * height) / factor;
  return planes.map((_, i) => {
    const [place, at] = [Math.floor(i / size), i % size];
    const [plane, inSquare] = [Math.floor(place / factor ** 2), place % factor ** 2];
    const y = Math.floor(at / columns) * factor + Math.floor(inSquare / factor);
    const x = (at % columns) * factor + (inSquare % factor);
    return planes[(plane * height + y) * width + x] ?? 0;
  });
}
