// The matrices that LoRAs change, kept on the GPU by us and given to each run: inside a session ORT lets nobody change a weight.
import type { Tensor as OrtTensor } from 'onnxruntime-web';
import { AppError } from '../errors.ts';
import { type Weight } from '../onnx/graph.ts';
import { commonScratch } from '../weights/scratch.ts';
import type { TensorReader } from '../weights/types.ts';
import { loadWeight } from '../weights/virtualFile.ts';
import type { Ort } from './ort.ts';

/** Weights of one session, on its device. */
export interface HeldWeights {
  /** Inputs of each run, by name. */
  readonly feeds: Readonly<Record<string, OrtTensor>>;
  /** Reads and uploads these. @throws what the reader throws: some are new then, some old; AppError `out-of-memory` */
  write(weights: readonly Weight[], onBytes?: (loaded: number) => void): Promise<void>;
  destroy(): void;
}

/** ORT's own buffers are rounded up to this, as its kernels read four numbers at a time. */
const ALIGNMENT = 16;
const BYTES = { float16: 2, float32: 4 } as const;
/** Uploads that may wait for the GPU at once: the browser keeps a copy of each until then. */
const IN_FLIGHT_BYTES = 64 << 20;

/** Matrices of Linear layers (what MatMul reads: ORT neither folds nor packs it on WebGPU) in the components that LoRAs change. */
export function isHeld({ parts, dtype, shape }: Weight): boolean {
  const size = dtype === 'float16' || dtype === 'float32' ? BYTES[dtype] * count(shape) : 1;
  return (
    size % 4 === 0 && parts.every(({ key, transpose }) => transpose === true && /^(unet|text_encoder)\//.test(key))
  );
}

/** Room for these weights on ORT's device; `write` fills it. @throws AppError `out-of-memory` */
export async function holdWeights(ort: Ort, weights: readonly Weight[], reader: TensorReader): Promise<HeldWeights> {
  const device = await ort.env.webgpu.device;
  const buffers = new Map<string, GPUBuffer>();
  const destroy = (): void => buffers.forEach((buffer) => buffer.destroy());
  await guarded(device, destroy, () => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    for (const { name, dtype, shape } of weights) {
      const size = Math.ceil((count(shape) * BYTES[dtype as keyof typeof BYTES]) / ALIGNMENT) * ALIGNMENT;
      buffers.set(name, device.createBuffer({ size, usage }));
    }
    return Promise.resolve();
  });
  const tensor = ({ name, dtype, shape }: Weight): readonly [string, OrtTensor] => {
    const buffer = buffers.get(name) as never;
    return [name, ort.Tensor.fromGpuBuffer(buffer, { dataType: dtype as keyof typeof BYTES, dims: [...shape] })];
  };
  return {
    feeds: Object.fromEntries(weights.map(tensor)),
    async write(wanted, onBytes) {
      const scratch = commonScratch();
      let [loaded, waiting] = [0, 0];
      await guarded(
        device,
        () => undefined,
        async () => {
          for (const weight of wanted) {
            const buffer = buffers.get(weight.name);
            if (!buffer) continue;
            const bytes = loadWeight(weight, reader, scratch);
            device.queue.writeBuffer(buffer, 0, bytes.buffer, bytes.byteOffset, bytes.byteLength);
            loaded += bytes.byteLength;
            onBytes?.(loaded);
            waiting += bytes.byteLength;
            if (waiting < IN_FLIGHT_BYTES) continue;
            waiting = 0;
            await device.queue.onSubmittedWorkDone();
          }
        },
      );
    },
    destroy,
  };
}

/** Bytes of these on the device. */
export const heldBytes = (weights: readonly Weight[]): number =>
  weights.reduce((sum, { dtype, shape }) => sum + count(shape) * BYTES[dtype as keyof typeof BYTES], 0);

const count = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** What `work` asks of the GPU, where a lack of memory is heard afterwards only. */
async function guarded(device: GPUDevice, failed: () => void, work: () => Promise<void>): Promise<void> {
  device.pushErrorScope('out-of-memory');
  let lacking: GPUError | null = null;
  try {
    await work();
  } finally {
    lacking = await device.popErrorScope();
    if (lacking) failed();
  }
  if (lacking) {
    const cause = lacking;
    throw new AppError(
      'out-of-memory',
      'The engine ran out of memory while loading weights.',
      'Choose a smaller picture or model.',
      { cause },
    );
  }
}
