// Requests and pictures of the fixtures that diffusers' pipelines drew; for tests only.
import type { ControlUnit, Job, Pixels } from '../pipeline/job.ts';
import { readGolden, readWeights } from './golden.ts';

type Unit = Omit<ControlUnit, 'image' | 'resize'> & { readonly image: string };
export type GoldenRequest = Omit<Job, 'controls' | 'init' | 'mask' | 'clipSkip' | 'guidanceRescale'> & {
  readonly controls: readonly Unit[];
  readonly init?: { readonly image: string; readonly strength: number };
  readonly clipSkip?: number;
  readonly guidanceRescale?: number;
};

/** A fixture's pictures by their names there. */
export function goldenImages(name: string): (key: string) => Pixels {
  const reader = readWeights(readGolden(name).folder, 'golden.safetensors');
  return (key) => {
    const [height = 0, width = 0] = reader.info(key)?.shape ?? [];
    const rgb = reader.read(key);
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let i = 0; i < width * height; i++) data.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
    return { width, height, data };
  };
}

/** The request as a job, its pictures' names replaced by their pixels. */
export function jobOf(request: GoldenRequest, image: (key: string) => Pixels): Job {
  return {
    ...request,
    controls: request.controls.map((unit) => ({ ...unit, image: image(unit.image), resize: 'just' })),
    init: request.init ? { ...request.init, image: image(request.init.image) } : null,
    mask: null,
    clipSkip: request.clipSkip ?? 0,
    guidanceRescale: request.guidanceRescale ?? 0,
  };
}

/** Peak signal to noise ratio of 8-bit RGBA pictures, in dB. */
export function psnr(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return 0;
  const squares = a.data.reduce((sum, value, i) => sum + (value - (b.data[i] ?? 0)) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / (0.75 * a.data.length))); // alpha is always equal
}
