// The recipe: text and hint in, picture out. Reads from top to bottom as the paper's figure does.
import type { Rgba } from '../image/pixels.ts';
import { createRandom, type Random } from '../numerics/random.ts';
import type { DeviceTensor, Tensor } from '../runtime/types.ts';
import { SAMPLERS } from '../samplers/index.ts';
import type { SampleStep } from '../samplers/types.ts';
import { openStep, stepModel } from './denoise.ts';
import { encodeHints } from './hints.ts';
import { decodeLatent, encodeImage, keepUnmasked, latentMask } from './images.ts';
import type { Job, Timings } from './job.ts';
import type { Loaded } from './loaded.ts';
import { type Plan, plan } from './plan.ts';
import { readWords } from './text.ts';
import { heard, nextTurn } from './turn.ts';

export interface Generated {
  readonly pixels: Rgba;
  readonly timings: Timings;
}

/** Called after each step, before the next one starts. */
export type OnStep = (step: SampleStep, plan: Plan) => void | Promise<void>;

/**
 * Makes one picture. The same job on the same pack gives the same picture as diffusers with a CPU generator.
 * @throws AppError; AbortError between steps when `signal` is aborted
 */
export async function generate(loaded: Loaded, job: Job, signal: AbortSignal, onStep: OnStep): Promise<Generated> {
  const started = performance.now();
  loaded.runtime.takeRunTime();
  const { pack } = loaded;
  const nets = [...pack.controlNets];
  const planned = plan(job, {
    ...pack,
    distilledGuidance: pack.unet.time.condProjDim > 0,
    controlNets: nets.map(([name]) => name),
    pooledNets: nets.filter(([, { config }]) => config.globalPool).map(([name]) => name),
  });
  const clock = stopwatch(started);
  await heard(signal, pack.openNets(planned.nets.map(({ net }) => net)));
  const held: DeviceTensor[] = [];
  try {
    const { context, tokens } = await readWords(loaded, planned, job, signal);
    const text = clock.lap();
    const hints = await encodeHints(loaded, planned, job, signal);
    held.push(...Object.values(hints));
    const hint = clock.lap();
    let firstPreview = 0;
    const latent = await denoise(loaded, planned, job, { ...context, ...hints }, tokens, signal, async (step) => {
      await onStep(step, planned);
      firstPreview ||= performance.now() - started;
    });
    const denoised = clock.lap();
    signal.throwIfAborted();
    const decoded = await decodeLatent(loaded, planned, latent, signal);
    const decode = clock.lap();
    const pixels = job.mask && job.init ? keepUnmasked(decoded, job.init.image, job.mask) : decoded;
    const total = performance.now() - started;
    const timings = {
      text,
      hint,
      denoise: denoised,
      decode,
      total,
      firstPreview,
      sessionRuns: loaded.runtime.takeRunTime(),
    };
    return { pixels, timings };
  } finally {
    for (const tensor of held) tensor.dispose();
  }
}

async function denoise(
  loaded: Loaded,
  planned: Plan,
  job: Job,
  constants: Readonly<Record<string, Tensor>>,
  tokens: number,
  signal: AbortSignal,
  onStep: (step: SampleStep) => Promise<void>,
): Promise<Float32Array> {
  const { pack } = loaded;
  const random = createRandom(job.rng, job.seed);
  const size = pack.unet.inChannels * planned.height * planned.width;
  const init = await startImage(loaded, planned, job, random, signal);
  const noise = random.randn(size);
  const step = await openStep(loaded, planned, tokens, signal); // last: see Sessions.get
  const steps = SAMPLERS[job.sampler]({
    model: stepModel(step, planned, job, constants, signal),
    config: pack.scheduler,
    steps: job.steps,
    noise,
    randn: (count) => random.randn(count),
    ...(init && { init: { latents: init.latents, strength: init.strength } }),
    ...(init?.mask && {
      afterStep: (x, { addNoise, nextTimestep }) =>
        blend(x, nextTimestep === null ? init.latents : addNoise(init.latents, noise), init.mask),
    }),
  });
  let latent = noise;
  for await (const done of steps) {
    latent = done.x;
    signal.throwIfAborted();
    await onStep(done);
    await nextTurn(); // an abort that came in meanwhile is heard here
    signal.throwIfAborted();
  }
  return latent;
}

interface StartImage {
  readonly latents: Float32Array;
  readonly strength: number;
  readonly mask: Float32Array | null;
}

async function startImage(
  loaded: Loaded,
  planned: Plan,
  job: Job,
  random: Random,
  signal: AbortSignal,
): Promise<StartImage | null> {
  if (!job.init) return null;
  const latents = await encodeImage(loaded, planned, job.init.image, (count) => random.randn(count), signal);
  const mask = job.mask ? latentMask(job.mask, planned, loaded.pack.unet.inChannels) : null;
  return { latents, strength: job.init.strength, mask };
}

/** Inpainting: the model's latent where the mask is 1, the noised original elsewhere. */
function blend(x: Float32Array, original: Float32Array, mask: Float32Array | null): Float32Array {
  return mask ? x.map((value, i) => (mask[i] ? value : (original[i] ?? 0))) : x;
}

function stopwatch(started: number): { lap(): number } {
  let last = started;
  return {
    lap() {
      const now = performance.now();
      const spent = now - last;
      last = now;
      return spent;
    },
  };
}
