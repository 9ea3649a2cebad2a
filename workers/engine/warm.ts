// The job that compiles everything the first real picture will need. Pure.
import type { Job, PackInfo } from './api.ts';

/** One step at the pack's defaults, with an empty hint for its first net. */
export function warmJob({ defaults, controlNets }: PackInfo): Job {
  const { width, height, sampler, guidanceScale, guidanceRescale, controlWeight, controlMode: mode } = defaults;
  const image = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) };
  const [net] = controlNets;
  return {
    prompt: '',
    negativePrompt: '',
    width,
    height,
    steps: 1,
    sampler,
    guidanceScale,
    guidanceRescale,
    seed: 0,
    rng: 'torch',
    controls: net ? [{ net: net.name, image, weight: controlWeight || 1, start: 0, end: 1, mode, resize: 'just' }] : [],
    init: null,
    mask: null,
    clipSkip: 0,
  };
}
