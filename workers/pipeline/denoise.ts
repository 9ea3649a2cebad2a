// The loop's model: one run of the step graph per call, everything constant kept on the device.
import { buildStep } from '../models/step.ts';
import type { BuiltGraph } from '../onnx/graph.ts';
import type { HostTensor, Session, Tensor } from '../runtime/types.ts';
import { adapterScales, isActive, residualScales } from './control.ts';
import type { Job } from './job.ts';
import type { Loaded } from './loaded.ts';
import { adapterOf, netConfig } from './pack.ts';
import type { Plan } from './plan.ts';

interface Step {
  readonly session: Session;
  readonly graph: BuiltGraph;
}

/** The step session for this plan and this many text tokens. */
export function openStep(
  { pack, sessions, target }: Loaded,
  plan: Plan,
  tokens: number,
  signal: AbortSignal,
): Promise<Step> {
  const { guidance, rescale, width, height } = plan;
  const nets = plan.nets.map(({ name, net, mode, windowed }) => ({ name, net, mode, windowed }));
  const adapters = plan.adapters.map(({ name, net, mode }) => ({ name, net, mode }));
  const build = () =>
    buildStep({
      unet: pack.unet,
      controlNets: nets.map(({ name, net, mode, windowed }) => ({
        name,
        config: netConfig(pack, net),
        mode,
        windowed,
      })),
      adapters: adapters.map(({ name, net, mode }) => ({ name, channels: adapterOf(pack, net).channels, mode })),
      guidance,
      rescale,
      height,
      width,
      tokens,
      target,
    });
  return sessions.get(
    { slot: 'step', key: { guidance, rescale, width, height, tokens, nets, adapters }, build },
    signal,
  );
}

/**
 * A sampler's `model`: guided output for a latent at a timestep. `constants` are the inputs that come from words and hints,
 * `seen` the channels that an inpainting UNet reads after the latent's.
 */
export function stepModel(
  { session, graph }: Step,
  plan: Plan,
  job: Job,
  constants: (step: number) => Readonly<Record<string, Tensor>>,
  seen: Float32Array | null,
  signal: AbortSignal,
): (sample: Float32Array, timestep: number, step: number) => Promise<Float32Array> {
  const shapes = new Map(graph.inputs.map(({ name, shape }) => [name, shape]));
  const scalar = (value: number): HostTensor => ({ dtype: 'float32', shape: [1], data: Float32Array.of(value) });
  const fixed: Record<string, Tensor> = {};
  const embedding = shapes.get('guidance_embed');
  if (embedding)
    fixed['guidance_embed'] = {
      dtype: 'float32',
      shape: embedding,
      data: guidanceEmbedding(job.guidanceScale, embedding[1] ?? 0),
    };
  if (plan.guidance) fixed['guidance_scale'] = scalar(job.guidanceScale);
  if (plan.rescale) fixed['guidance_rescale'] = scalar(job.guidanceRescale);
  for (const { name, unit } of plan.nets) {
    const shape = shapes.get(`scales:${name}`) ?? [0];
    fixed[`scales:${name}`] = { dtype: 'float32', shape, data: residualScales(unit.mode, unit.weight, shape[0] ?? 0) };
  }
  return async (sample, timestep, step) => {
    signal.throwIfAborted();
    const inputs: Record<string, Tensor> = { ...constants(step), ...fixed, timestep: scalar(timestep) };
    inputs['sample'] = { dtype: 'float32', shape: shapes.get('sample') ?? [], data: joined(sample, seen) };
    for (const { name, unit } of plan.adapters) {
      const shape = shapes.get(`scales:${name}`) ?? [0];
      const weight = isActive(unit, step, plan.steps) ? unit.weight : 0;
      inputs[`scales:${name}`] = { dtype: 'float32', shape, data: adapterScales(unit.mode, weight, shape[0] ?? 0) };
    }
    for (const { name, unit, windowed } of plan.nets) {
      if (windowed)
        inputs[`active:${name}`] = {
          dtype: 'bool',
          shape: [1],
          data: Uint8Array.of(isActive(unit, step, plan.steps) ? 1 : 0),
        };
    }
    const output = (await session.run(inputs))['model_output'] as HostTensor;
    signal.throwIfAborted();
    return output.data as Float32Array;
  };
}

/** Channels behind channels. */
function joined(sample: Float32Array, seen: Float32Array | null): Float32Array {
  if (!seen) return sample;
  const all = new Float32Array(sample.length + seen.length);
  all.set(sample);
  all.set(seen, sample.length);
  return all;
}

/** The guidance scale as sinusoids, for models distilled with it as an input (diffusers' get_guidance_scale_embedding; LCM, https://arxiv.org/abs/2310.04378). */
function guidanceEmbedding(guidanceScale: number, size: number): Float32Array {
  const half = Math.floor(size / 2);
  return Float32Array.from({ length: size }, (_, i) => {
    const angle = (guidanceScale - 1) * 1000 * Math.exp((-Math.log(10000) * (i % half)) / (half - 1));
    return i < half ? Math.sin(angle) : Math.cos(angle);
  });
}
