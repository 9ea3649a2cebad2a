// The recipe: text and hint in, picture out. Reads from top to bottom as the paper's figure does.
import { AppError } from '../errors.ts';
import type { Rgba } from '../image/pixels.ts';
import { createRandom, type Random } from '../numerics/random.ts';
import type { DeviceTensor, Tensor } from '../runtime/types.ts';
import { SAMPLERS } from '../samplers/index.ts';
import type { SampleStep } from '../samplers/types.ts';
import { openStep, stepModel } from './denoise.ts';
import { encodeHints } from './hints.ts';
import { decodeLatent, encodeImage, latentMask } from './images.ts';
import { inpaintChannels } from './inpaint.ts';
import type { Job, Timings } from './job.ts';
import type { Loaded } from './loaded.ts';
import type { MadeWith } from './metadata.ts';
import { type Plan, plan } from './plan.ts';
import type { Embedding } from './prompt/embeddings.ts';
import { readPrompt, type ReadPrompt } from './prompt/readPrompt.ts';
import { readWords } from './text.ts';
import { keptOutside, withBlurredMask } from './maskBlur.ts';
import { heard, nextTurn } from './turn.ts';

export interface Generated {
  readonly pixels: Rgba;
  readonly timings: Timings;
  /** What of the words could not be followed. */
  readonly notTaken: readonly string[];
  /** The words with their options drawn. */
  readonly said: ReadPrompt['said'];
  readonly made: MadeWith;
}

/** Called after each step, before the next one starts. */
export type OnStep = (step: SampleStep, plan: Plan) => void | Promise<void>;

/**
 * Makes one picture. The same job on the same pack gives the same picture as diffusers with a CPU generator.
 * @throws AppError; AbortError between steps when `signal` is aborted
 */
export async function generate(loaded: Loaded, asked: Job, signal: AbortSignal, onStep: OnStep): Promise<Generated> {
  const job = withBlurredMask(asked);
  const started = performance.now();
  loaded.runtime.takeRunTime();
  const { pack } = loaded;
  const nets = [...pack.controlNets];
  const planned = plan(job, {
    ...pack,
    distilledGuidance: pack.unet.time.condProjDim > 0,
    controlNets: nets.map(([name]) => name),
    pooledNets: nets.filter(([, { config }]) => config.globalPool).map(([name]) => name),
    adapterNets: [...pack.adapters.keys()],
  });
  const clock = stopwatch(started);
  const read = readPrompt(job);
  const unknown = await layLoras(loaded, job, read, signal);
  await heard(signal, pack.openNets([...planned.nets, ...planned.adapters].map(({ net }) => net)));
  const held: DeviceTensor[] = [];
  try {
    const { contexts, order, tokens, embeddings } = await readWords(loaded, planned, job, read, signal);
    const text = clock.lap();
    const hints = await encodeHints(loaded, planned, job, signal);
    held.push(...Object.values(hints));
    const hint = clock.lap();
    let firstPreview = 0;
    const said = contexts.map((context) => ({ ...context, ...hints }));
    const constants = (step: number): Readonly<Record<string, Tensor>> => said[order[step] ?? 0] ?? hints;
    const latent = await denoise(loaded, planned, job, constants, tokens, signal, async (step) => {
      await onStep(step, planned);
      firstPreview ||= performance.now() - started;
    });
    const denoised = clock.lap();
    signal.throwIfAborted();
    const decoded = await decodeLatent(loaded, planned, latent, signal);
    const decode = clock.lap();
    const pixels = keptOutside(decoded, job);
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
    const made = { loras: pack.weights.hashes(), embeddings: hashesOf(embeddings) };
    return { pixels, timings, notTaken: [...unknown, ...read.notTaken], said: read.said, made };
  } finally {
    for (const tensor of held) tensor.dispose();
  }
}

/**
 * Lays the job's LoRAs and the prompt's own over the weights; only sessions that read a changed tensor are loaded again.
 * @returns those of the prompt that nobody knows, and what of the others has no place in this model
 * @throws AppError `bad-input` for an unknown one of the job's, `bad-model` for one of another model
 */
async function layLoras(
  { pack, sessions, words, findLora }: Loaded,
  job: Job,
  read: ReadPrompt,
  signal: AbortSignal,
): Promise<string[]> {
  const asked = job.loras ?? [];
  const { changed, missing, leftOut } = await pack.weights.lay([...asked, ...read.loras], findLora);
  if (changed.size > 0) words.forget();
  await sessions.reread(changed, signal);
  const [unknown] = missing.filter((name) => asked.some((use) => use.name === name));
  if (unknown !== undefined)
    throw new AppError('bad-input', `There is no LoRA named "${unknown}".`, 'Add its file, or give it to loadPack.');
  return [
    ...missing.map((name) => `LoRA ${name}`),
    ...Array.from(leftOut, ([name, count]) => `LoRA ${name}: ${count} tensors`),
  ];
}

/** A1111's short form: the first twelve digits. */
function hashesOf(embeddings: readonly Embedding[]): ReadonlyMap<string, string> {
  return new Map(
    embeddings.flatMap(({ names: [name], sha256 }) => (name && sha256 ? [[name, sha256.slice(0, 12)]] : [])),
  );
}

async function denoise(
  loaded: Loaded,
  planned: Plan,
  job: Job,
  constants: (step: number) => Readonly<Record<string, Tensor>>,
  tokens: number,
  signal: AbortSignal,
  onStep: (step: SampleStep) => Promise<void>,
): Promise<Float32Array> {
  const { pack } = loaded;
  const random = createRandom(job.rng, job.seed);
  const size = pack.unet.outChannels * planned.height * planned.width;
  const init = await startImage(loaded, planned, job, random, signal);
  const noise = random.randn(size);
  const seen = pack.inpainting ? await inpaintChannels(loaded, planned, job, random, signal) : null;
  const step = await openStep(loaded, planned, tokens, signal); // last: see Sessions.get
  const steps = SAMPLERS[job.sampler]({
    model: stepModel(step, planned, job, constants, seen, signal),
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
  // As diffusers does: an inpainting model at full strength begins with noise alone.
  if (!job.init || (loaded.pack.inpainting && job.init.strength === 1)) return null;
  const latents = await encodeImage(loaded, planned, job.init.image, (count) => random.randn(count), signal);
  const { inpainting, unet } = loaded.pack;
  const mask = job.mask && !inpainting ? latentMask(job.mask, planned, unet.outChannels) : null;
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
