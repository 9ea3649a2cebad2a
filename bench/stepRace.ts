// One denoising step, ours against the rivals' loop: same weights, same runtime, taking turns. Runs in a worker.
import { buildContext } from '../workers/models/context.ts';
import { buildHint } from '../workers/models/hint.ts';
import { buildStep } from '../workers/models/step.ts';
import type { ControlNetConfig, UNetConfig } from '../workers/models/unetConfig.ts';
import type { BuiltGraph } from '../workers/onnx/graph.ts';
import type { HostTensor, Runtime, Session, Tensor } from '../workers/runtime/types.ts';
import { chooseTarget } from '../workers/pipeline/target.ts';
import type { TensorReader } from '../workers/weights/types.ts';
import { buildRivalNet, buildRivalUNet } from './rival.ts';

export interface Race {
  readonly runtime: Runtime;
  readonly unet: UNetConfig;
  readonly net: ControlNetConfig;
  readonly weights: (graph: BuiltGraph) => TensorReader;
  /** Side of the latent. */
  readonly side: number;
  readonly tokens: number;
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
  const rival = new Lane(await openRival(options));
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
    runtime.create(graph, options.weights(graph), { keepOnDevice });

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
  const stepGraph = buildStep({ unet, controlNets, guidance: true, tokens, ...size });
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

async function openRival(options: Race): Promise<Runner> {
  const { runtime, unet, net, side, tokens } = options;
  const size = {
    unet,
    net: { name: NET, config: net },
    height: side,
    width: side,
    tokens,
    target: await chooseTarget(runtime),
  };
  const netGraph = buildRivalNet(size);
  const unetGraph = buildRivalUNet(size, netGraph.outputs);
  const netSession = await runtime.create(netGraph, options.weights(netGraph));
  const unetSession = await runtime.create(unetGraph, options.weights(unetGraph));
  const constants = { text: textOf(options), hint: hintOf(options, 2) };
  return {
    oncePerPicture: 0,
    release: async () => {
      for (const session of [netSession, unetSession]) await session.release();
    },
    run: async (timestep) => {
      const inputs = { sample: sampleOf(options, 2), timestep: floats([1], () => timestep), text: constants.text };
      const residuals = await netSession.run({ ...inputs, hint: constants.hint });
      const noise = (await unetSession.run({ ...inputs, ...residuals }))['noise'] as HostTensor;
      const values = noise.data as Float32Array;
      const half = values.length / 2;
      return Float32Array.from({ length: half }, (_, i) => values[i] + GUIDANCE * (values[half + i] - values[i]));
    },
  };
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
