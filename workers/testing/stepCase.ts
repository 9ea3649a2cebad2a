// Runs the `hint` and `step` cases of a golden fixture on onnxruntime-web's WASM; for tests only.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { buildContext } from '../models/context.ts';
import { buildHint } from '../models/hint.ts';
import { netComponent } from '../models/layout.ts';
import { buildStep } from '../models/step.ts';
import {
  type ControlNetConfig,
  type UNetConfig,
  parseControlNetConfig,
  parseUNetConfig,
} from '../models/unetConfig.ts';
import type { BuiltGraph } from '../onnx/graph.ts';
import { createRuntime } from '../runtime/session.ts';
import type { HostTensor, Tensor } from '../runtime/types.ts';
import { joinReaders } from '../weights/reader.ts';
import type { TensorReader } from '../weights/types.ts';
import { type Golden, type GoldenCase, readGolden, readWeights } from './golden.ts';

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;
const WEIGHTS = 'diffusion_pytorch_model.safetensors';

interface CaseNet {
  readonly net: string;
  readonly mode: 'all' | 'cond';
  readonly scales: readonly number[];
}

export interface Models {
  readonly golden: Golden;
  readonly unet: UNetConfig;
  readonly nets: Readonly<Record<string, ControlNetConfig>>;
  readonly weights: TensorReader;
}

/** Configs and weights of a fixture's UNet and ControlNets. */
export function readModels(fixture: string, nets: readonly string[]): Models {
  const golden = readGolden(fixture);
  const config = (folder: string): unknown =>
    JSON.parse(readFileSync(new URL(`${folder}/config.json`, golden.folder), 'utf8'));
  const prefixed = nets.map(
    (net) => [`${netComponent(net)}/`, readWeights(golden.folder, `${net}/${WEIGHTS}`)] as const,
  );
  const weights = joinReaders({
    'unet/': readWeights(golden.folder, `unet/${WEIGHTS}`),
    ...Object.fromEntries(prefixed),
  });
  const parsed = Object.fromEntries(nets.map((net) => [net, parseControlNetConfig(config(net))]));
  return { golden, unet: parseUNetConfig(config('unet')), nets: parsed, weights };
}

async function run(
  graph: BuiltGraph,
  weights: TensorReader,
  inputs: Record<string, Tensor>,
): Promise<Record<string, HostTensor>> {
  const info = { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 } as const;
  const session = await createRuntime(ort, info).create(graph, weights);
  const outputs = await session.run(inputs);
  await session.release();
  return outputs as Record<string, HostTensor>;
}

/** Takes a stored tensor as a graph input: the last rows of it if it has more, repeated if it has fewer. */
function fitted(golden: Golden, name: unknown, shape: readonly number[]): HostTensor {
  const { data } = golden.tensor(name);
  const size = shape.reduce((product, side) => product * side, 1);
  const dtype = data instanceof Float32Array ? 'float32' : 'int32';
  const values =
    data.length >= size
      ? data.slice(data.length - size)
      : new (data.constructor as Float32ArrayConstructor)([...data, ...data]);
  return { dtype, shape, data: values };
}

export async function runHint({ golden, nets, weights }: Models, { inputs, net }: GoldenCase): Promise<HostTensor> {
  const name = String(net);
  const [, , height, width] = golden.tensor('sample').shape;
  const graph = buildHint({ name, config: nets[name], height, width, target: TARGET });
  const { features } = await run(graph, weights, { hint: fitted(golden, inputs['hint'], graph.inputs[0].shape) });
  return features;
}

/** @param active whether the nets' windows are open; null builds a graph without windows */
export async function runStep(
  models: Models,
  goldenCase: GoldenCase,
  active: boolean | null = null,
): Promise<HostTensor> {
  const { golden, unet, nets, weights } = models;
  const guidance = goldenCase['guidance'] === true;
  const rescale = 'guidance_rescale' in goldenCase.inputs;
  const used = goldenCase['nets'] as readonly CaseNet[];
  const [, tokens] = golden.tensor('text').shape;
  const [, , height, width] = golden.tensor('sample').shape;
  const controlNets = used.map(({ net, mode }) => ({ name: net, config: nets[net], mode, windowed: active !== null }));
  const context = buildContext({ unet, controlNets, batch: guidance ? 2 : 1, tokens, target: TARGET });
  const feeds: Record<string, Tensor> = await run(context, weights, {
    text: fitted(golden, 'text', context.inputs[0].shape),
  });
  for (const { net, scales } of used) {
    const features = golden.cases.find(({ kind, net: name }) => kind === 'hint' && name === net)?.outputs['features'];
    feeds[`hint:${net}`] = { dtype: 'float32', ...golden.tensor(features) };
    feeds[`scales:${net}`] = { dtype: 'float32', shape: [scales.length], data: Float32Array.from(scales) };
    feeds[`active:${net}`] = { dtype: 'bool', shape: [1], data: Uint8Array.of(active === true ? 1 : 0) };
  }
  const graph = buildStep({ unet, controlNets, guidance, rescale, height, width, tokens, target: TARGET });
  for (const { name, shape } of graph.inputs) {
    if (!(name in feeds)) feeds[name] = fitted(golden, goldenCase.inputs[name], shape);
  }
  return (await run(graph, weights, feeds))['model_output'];
}
