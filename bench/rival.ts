// The loop that other in-browser diffusers run: diffusers' own ControlNet and UNet as torch.onnx.export writes them
// (python/golden/rival.py), in two sessions, both halves of guidance throughout, text and hint encoded in every step.
import { onnx } from 'onnx-proto';
import type { DType, WeightSlot } from '../workers/onnx/graph.ts';
import type { Ort } from '../workers/runtime/ort.ts';
import type { BackendInfo } from '../workers/runtime/types.ts';
import { virtualFile } from '../workers/weights/virtualFile.ts';
import type { RaceModels } from './raceWeights.ts';

type Session = Awaited<ReturnType<Ort['InferenceSession']['create']>>;

/** Sessions of both exports. Their inputs are `sample`, `timestep`, `text`, then `hint` or the residuals. */
export interface Rival {
  readonly net: Session;
  readonly unet: Session;
  readonly dtype: 'float32' | 'float16';
}

export async function openRival(ort: Ort, info: BackendInfo, models: RaceModels): Promise<Rival> {
  const dtype = info.precision === 'fp16' ? 'float16' : 'float32';
  const open = async (name: 'net' | 'unet'): Promise<Session> => {
    const bytes = await fetchUnzipped(`${models.rival}${name}.${info.precision}.onnx.gz`);
    const slots = readSlots(bytes, name === 'net' ? 'controlnet.race' : 'unet');
    const last = slots[slots.length - 1];
    const data = virtualFile(slots, last.offset + last.byteLength, models.reader(slots.map(({ weight }) => weight)));
    try {
      return await ort.InferenceSession.create(bytes, {
        executionProviders: info.kind === 'webgpu' ? [{ name: 'webgpu', preferredLayout: 'NHWC' }] : ['wasm'],
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
        externalData: [{ path: 'weights', data }],
      });
    } catch (error) {
      throw data.failure ?? error;
    }
  };
  return { net: await open('net'), unet: await open('unet'), dtype };
}

async function fetchUnzipped(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  // A server that knows .gz may have said so, and then the browser has unzipped it already.
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const unzipped = new Response(bytes).body?.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}

/** Where the exported graph expects which tensor: `unet.conv_in.weight` is the pack's `unet/conv_in.weight`. */
export function readSlots(bytes: Uint8Array, component: string): WeightSlot[] {
  const tensors = onnx.ModelProto.decode(bytes).graph?.initializer ?? [];
  return tensors.flatMap(({ name, dims, dataType, externalData }) => {
    const about = new Map(externalData?.map(({ key, value }) => [key, value]));
    if (!name || about.get('location') !== 'weights') return [];
    const dtype: DType = dataType === onnx.TensorProto.DataType.FLOAT16 ? 'float16' : 'float32';
    const shape = (dims ?? []).map(Number);
    const key = `${component}/${name.slice(name.indexOf('.') + 1)}`;
    const weight = { name, dtype, shape, parts: [{ key, shape }], axis: 0 };
    return [{ weight, offset: Number(about.get('offset')), byteLength: Number(about.get('length')) }];
  });
}
