// One denoising step, ours against the rivals' loop: same weights, same runtime, taking turns. Runs in a worker.
import { buildContext } from '../workers/models/context.ts';
import { buildHint } from '../workers/models/hint.ts';
import { buildStep } from '../workers/models/step.ts';
import { floatsToHalves, halvesToFloats } from '../workers/numerics/float16.ts';
import type { BuiltGraph } from '../workers/onnx/graph.ts';
import type { HostTensor, Runtime, Session, Tensor } from '../workers/runtime/types.ts';
import { chooseTarget } from '../workers/runtime/target.ts';
import type { Ort } from '../workers/runtime/ort.ts';
import type { RaceModels } from './raceWeights.ts';
import { openRival } from './rival.ts';

export interface Race extends RaceModels {
  readonly ort: Ort;
  readonly runtime: Runtime;
  /** Side of the latent. */
  readonly side: number;
  readonly steps: number;
  /** Whether both are in memory at once. */
  readonly takeTurns: boolean;
}

export interface RaceResult {
  /** Median milliseconds a step. */
  readonly ours: number;
  readonly rival: number;
  /** What we do once a picture and the rivals once a step: keys and values, hint features. */
  readonly oncePerPicture: number;
  /** Largest difference of the two guided outputs over their standard deviation: both must compute the same. */
  readonly difference: number;
}

type OrtTensor = InstanceType<Ort['Tensor']>;

interface Runner {
  readonly run: (timestep: number) => Promise<Float32Array>;
  readonly oncePerPicture: number;
  readonly release: () => Promise<void>;
}

const GUIDANCE = 2;
const NET = 'race';

/** Takes turns where both fit into memory, so that what else the machine does hits both alike; else one after the other. */
export async function race(options: Race): Promise<RaceResult> {
  const timesteps = Array.from({ length: options.steps + 1 }, (_, step) => 981 - 40 * step);
  const ours = new Lane(await openOurs(options));
  if (!options.takeTurns) {
    for (const timestep of timesteps) await ours.step(timestep);
    await ours.runner.release();
  }
  const rival = new Lane(await openRivalRunner(options));
  for (const timestep of timesteps) {
    if (options.takeTurns) await ours.step(timestep);
    await rival.step(timestep);
  }
  return {
    ours: ours.median(),
    rival: rival.median(),
    oncePerPicture: ours.runner.oncePerPicture,
    difference: relativeDifference(ours.output, rival.output),
  };
}

/** One contestant and its times. */
class Lane {
  readonly runner: Runner;
  output: Float32Array = new Float32Array();
  private readonly times: number[] = [];

  constructor(runner: Runner) {
    this.runner = runner;
  }

  async step(timestep: number): Promise<void> {
    const start = performance.now();
    this.output = await this.runner.run(timestep);
    this.times.push(performance.now() - start);
  }

  /** The first step compiles shaders and warms caches; it counts for nothing. */
  median(): number {
    const times = this.times.slice(1).sort((a, b) => a - b);
    return times[times.length >> 1] ?? NaN;
  }
}

async function openOurs(options: Race): Promise<Runner> {
  const { runtime, unet, net, side, tokens } = options;
  const target = await chooseTarget(runtime);
  const size = { height: side, width: side, target };
  const open = (graph: BuiltGraph, keepOnDevice: readonly string[] = []): Promise<Session> =>
    runtime.create(graph, options.reader(graph.weights), { keepOnDevice });

  const contextGraph = buildContext({ unet, controlNets: [{ name: NET, config: net }], batch: 2, tokens, target });
  const context = await open(
    contextGraph,
    contextGraph.outputs.map(({ name }) => name),
  );
  const hint = await open(buildHint({ name: NET, config: net, ...size }), ['features']);
  const prepare = async (): Promise<Record<string, Tensor>> => {
    const text = await context.run({ text: textOf(options) });
    const { features } = await hint.run({ hint: hintOf(options, 1) });
    return { ...text, [`hint:${NET}`]: features };
  };
  await prepare();
  const start = performance.now();
  const constants = await prepare();
  const oncePerPicture = performance.now() - start;

  const controlNets = [{ name: NET, config: net, mode: 'all', windowed: false }] as const;
  const stepGraph = buildStep({ unet, controlNets, guidance: true, rescale: false, tokens, ...size });
  const step = await open(stepGraph);
  const residuals = stepGraph.inputs.find(({ name }) => name === `scales:${NET}`)?.shape[0] ?? 0;
  const fixed = {
    ...constants,
    guidance_scale: floats([1], () => GUIDANCE),
    [`scales:${NET}`]: floats([residuals], () => 1),
  };
  const sample = sampleOf(options, 1);
  return {
    oncePerPicture,
    release: async () => {
      for (const session of [context, hint, step]) await session.release();
    },
    run: async (timestep) => {
      const outputs = await step.run({ ...fixed, sample, timestep: floats([1], () => timestep) });
      return (outputs['model_output'] as HostTensor).data as Float32Array;
    },
  };
}

async function openRivalRunner(options: Race): Promise<Runner> {
  const { ort, runtime } = options;
  const { net, unet, dtype } = await openRival(ort, runtime.info, options);
  const tensor = ({ data, shape }: HostTensor, type: 'float32' | 'float16' = dtype): OrtTensor =>
    new ort.Tensor(type, toType(data as Float32Array, type), [...shape]);
  const text = tensor(textOf(options));
  const hint = tensor(hintOf(options, 2));
  return {
    oncePerPicture: 0,
    release: async () => {
      for (const session of [net, unet]) await session.release();
    },
    run: async (timestep) => {
      const inputs = {
        sample: tensor(sampleOf(options, 2)),
        text,
        timestep: tensor(
          floats([1], () => timestep),
          'float32',
        ),
      };
      const residuals = await net.run({ ...inputs, hint });
      const { noise } = await unet.run({ ...inputs, ...residuals });
      const values = fromType(noise.data);
      const half = values.length / 2;
      return Float32Array.from({ length: half }, (_, i) => values[i] + GUIDANCE * (values[half + i] - values[i]));
    },
  };
}

/** As ORT wants half floats: Float16Array where the browser has it, else their bits. */
function toType(values: Float32Array, type: 'float32' | 'float16'): never {
  if (type === 'float32') return values as never;
  const halves = new Uint16Array(values.length);
  floatsToHalves(values, halves);
  const { Float16Array } = globalThis as { Float16Array?: new (buffer: ArrayBuffer) => unknown };
  return (Float16Array ? new Float16Array(halves.buffer) : halves) as never;
}

function fromType(data: unknown): Float32Array {
  if (data instanceof Float32Array) return data;
  if (!(data instanceof Uint16Array)) return Float32Array.from(data as ArrayLike<number>);
  const floats = new Float32Array(data.length);
  halvesToFloats(data, floats);
  return floats;
}

/** Smooth, bounded, different everywhere: good enough to compute with. */
const wave = (i: number): number => Math.sin(i * 12.9898) * 1.4;

function floats(shape: readonly number[], value: (i: number) => number): HostTensor {
  const length = shape.reduce((a, b) => a * b, 1);
  return { dtype: 'float32', shape, data: Float32Array.from({ length }, (_, i) => value(i)) };
}

const textOf = ({ unet, tokens }: Race): HostTensor => floats([2, tokens, unet.crossAttentionDim], wave);

/** The same latent (or hint) `batch` times. */
const sampleOf = ({ unet, side }: Race, batch: number): HostTensor =>
  floats([batch, unet.inChannels, side, side], (i) => wave(i % (unet.inChannels * side * side)));
const hintOf = ({ side }: Race, batch: number): HostTensor =>
  floats([batch, 3, side * 8, side * 8], (i) => (Math.floor((i % (192 * side * side)) / 37) % 2 === 0 ? 0 : 1));

function relativeDifference(a: Float32Array, b: Float32Array): number {
  const mean = a.reduce((sum, value) => sum + value, 0) / a.length;
  const deviation = Math.sqrt(a.reduce((sum, value) => sum + (value - mean) ** 2, 0) / a.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0) / deviation;
}
