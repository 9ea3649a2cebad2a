// A job as A1111's `parameters` text, which every tool of the field reads. Pure.
import type { SamplerName } from '../samplers/types.ts';
import type { ControlMode, ControlUnit, Job, ResizeMode } from './job.ts';

const SAMPLER_TITLES = {
  ddim: 'DDIM',
  'ddim-sgm-uniform': 'DDIM',
  euler: 'Euler',
  'euler-sgm-uniform': 'Euler',
  'euler-a': 'Euler a',
  'dpmpp-2m': 'DPM++ 2M',
  'dpmpp-2m-karras': 'DPM++ 2M Karras',
  unipc: 'UniPC',
  lcm: 'LCM',
} as const satisfies Record<SamplerName, string>;

const MODE_TITLES = {
  balanced: 'Balanced',
  prompt: 'My prompt is more important',
  control: 'ControlNet is more important',
  positive: 'Positive prompt only',
  guess: 'Guess mode',
} as const satisfies Record<ControlMode, string>;

const RESIZE_TITLES = {
  just: 'Just Resize',
  crop: 'Crop and Resize',
  fill: 'Resize and Fill',
} as const satisfies Record<ResizeMode, string>;

/** Files that the picture was made with beside the model: name -> the hash by which A1111 knows it. */
export interface MadeWith {
  readonly loras: ReadonlyMap<string, string>;
  readonly embeddings: ReadonlyMap<string, string>;
}

/** The prompt, the negative prompt and one line of `Key: value` pairs. */
export function parametersText(job: Job, model: string, version: string, made?: MadeWith): string {
  const pairs: [string, string | number][] = [
    ['Steps', job.steps],
    ['Sampler', SAMPLER_TITLES[job.sampler]],
    ...(job.sampler.endsWith('-sgm-uniform') ? [['Schedule type', 'SGM Uniform'] as [string, string]] : []),
    ['CFG scale', job.guidanceScale],
    ['Seed', job.seed],
    ['Size', `${job.width}x${job.height}`],
    ['Model', model],
    ['RNG', job.rng === 'torch' ? 'CPU' : 'NV'],
  ];
  if (job.vae) pairs.push(['VAE', job.vae]);
  if (job.guidanceRescale > 0) pairs.push(['CFG Rescale', job.guidanceRescale]);
  if (job.init) pairs.push(['Denoising strength', job.init.strength]);
  if (job.mask && job.maskBlur) pairs.push(['Mask blur', job.maskBlur]);
  if (job.clipSkip > 0) pairs.push(['Clip skip', job.clipSkip + 1]);
  for (const [key, hashes] of [
    ['Lora hashes', made?.loras],
    ['TI hashes', made?.embeddings],
  ] as const)
    if (hashes && hashes.size > 0) pairs.push([key, [...hashes].map(([name, hash]) => `${name}: ${hash}`).join(', ')]);
  job.controls.forEach((unit, i) => pairs.push([`ControlNet ${i}`, controlText(unit)]));
  pairs.push(['Version', `Inkling ${version}`]);
  const lines = [promptWithLoras(job)];
  if (job.negativePrompt) lines.push(`Negative prompt: ${job.negativePrompt}`);
  lines.push(pairs.map(([key, value]) => `${key}: ${quote(value)}`).join(', '));
  return lines.join('\n');
}

/** LoRAs that a request names beside its prompt stand in the prompt, where every program looks for them. */
function promptWithLoras({ prompt, loras = [] }: Job): string {
  const tags = loras.map(({ name, weight, textWeight = weight }) =>
    textWeight === weight ? `<lora:${name}:${weight}>` : `<lora:${name}:${textWeight}:${weight}>`,
  );
  return [prompt, ...tags].join(' ').trim();
}

function controlText(unit: ControlUnit): string {
  return [
    `Model: ${unit.net}`,
    `Weight: ${unit.weight}`,
    `Resize Mode: ${RESIZE_TITLES[unit.resize]}`,
    `Guidance Start: ${unit.start}`,
    `Guidance End: ${unit.end}`,
    `Control Mode: ${MODE_TITLES[unit.mode]}`,
  ].join(', ');
}

/** A1111 quotes values that hold a separator. */
function quote(value: string | number): string {
  const text = String(value);
  return /[,:\n]/.test(text) ? JSON.stringify(text) : text;
}
