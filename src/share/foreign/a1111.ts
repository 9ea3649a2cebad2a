// Programs that write A1111's text: who of them it was, and what its silence means. Pure.
import type { RngName } from '../../../workers/engine/api.ts';
import { type Infotext, parseInfotext } from './infotext.ts';
import type { Draft, LeftOut } from './types.ts';
import { UNIT_KEY, unitOf } from './units.ts';
import { filesOf } from './a1111Files.ts';
import { jsonOf, isRecord, numberOf } from './values.ts';

/** What a writer means where it writes nothing. */
interface Writer {
  readonly program: string;
  /** Where its noise comes from when it does not say. */
  readonly rng?: RngName;
  /** It takes Karras' schedule for DPM++ 2M unless another one is named. */
  readonly karras?: boolean;
  /** It says "Clip skip" only where layers are left out. */
  readonly skipsNone?: boolean;
  /** Reads prompts in another grammar. */
  readonly otherGrammar?: boolean;
}

type Pairs = ReadonlyMap<string, string>;

/** Who wrote the text, the surest sign first. */
const WRITERS: readonly (readonly [is: (pairs: Pairs, version: string) => boolean, (version: string) => Writer])[] = [
  [(_, version) => version.startsWith('Inkling'), () => ({ program: 'Inkling', skipsNone: true })],
  [(_, version) => version.startsWith('Fooocus'), () => ({ program: 'Fooocus', rng: 'torch', otherGrammar: true })],
  // Its random numbers imitate CUDA's unless it is told otherwise.
  [
    (_, version) => version.startsWith('stable-diffusion.cpp'),
    () => ({ program: 'stable-diffusion.cpp', rng: 'philox', otherGrammar: true }),
  ],
  [(_, version) => /comfy/i.test(version), () => ({ program: 'ComfyUI', rng: 'torch', otherGrammar: true })],
  [
    (pairs) => pairs.has('Created Date') || pairs.has('Civitai resources') || pairs.has('Civitai metadata'),
    () => ({ program: 'Civitai', rng: 'torch', otherGrammar: true }),
  ],
  [
    (pairs) =>
      pairs.get('App') === 'SD.Next' ||
      ['Parser', 'Pipeline', 'Operations'].some((key) => pairs.has(key)) ||
      /^(diffusers|original)$/i.test(pairs.get('Backend') ?? ''),
    () => ({ program: 'SD.Next', rng: 'philox', skipsNone: true }),
  ],
  [
    (_, version) => /^(f\d|neo|classic)/i.test(version),
    () => ({ program: 'Forge', rng: 'philox', karras: true, skipsNone: true }),
  ],
  [
    (_, version) => /^v?\d+\.\d+/.test(version),
    (version) => ({ program: 'AUTOMATIC1111', rng: 'philox', karras: isFrom(version, 1, 9), skipsNone: true }),
  ],
  // Before 1.3 it wrote no version, and its noise was always the graphics card's.
  [(pairs) => isOldA1111(pairs), () => ({ program: 'AUTOMATIC1111', rng: 'philox', skipsNone: true })],
];

/** What the text says; null when it is no infotext. */
export function readA1111(text: string): Draft | null {
  const info = parseInfotext(text);
  if (!info) return null;
  const { pairs } = info;
  const version = pairs.get('Version') ?? '';
  const writer = WRITERS.find(([is]) => is(pairs, version))?.[1](version) ?? { program: 'AUTOMATIC1111' };
  return {
    ...valuesOf(info, writer),
    program: writer.program,
    likeA1111: writer.otherGrammar !== true,
    prompt: info.prompt,
    negativePrompt: info.negativePrompt,
  };
}

function valuesOf({ pairs, tail }: Infotext, writer: Writer): Omit<Draft, 'program'> {
  if (pairs.size === 0) return {};
  const get = (...keys: readonly string[]): string | undefined => keys.flatMap((key) => pairs.get(key) ?? [])[0];
  const hires = secondPass(pairs);
  const [, width, height] = /^(\d+)\s*[x×]\s*(\d+)$/.exec(hires?.size ?? get('Size') ?? '') ?? [];
  const skip = get('Clip skip', 'CLIP skip');
  const skipped = numberOf(skip);
  return {
    steps: get('Steps'),
    sampler: get('Sampler', 'Sampler name'),
    schedule: get('Schedule type', 'Scheduler', 'Sampler scheduler', 'Sampler sigma') ?? '',
    karrasByDefault: writer.karras ?? false,
    guidanceScale: get('CFG scale', 'CFG Scale', 'cfg'),
    guidanceRescale: rescaleOf(pairs),
    seed: get('Seed'),
    width,
    height,
    // Counted from 1 there; where it was left at 1 most of them say nothing.
    clipSkip: skip === undefined ? (writer.skipsNone === true ? 0 : null) : skipped === null ? skip : skipped - 1,
    rng: RNGS[(get('RNG') ?? '').toLowerCase()] ?? (get('RNG') === undefined ? writer.rng : undefined),
    // With a second, larger pass the strength is that pass's own.
    strength: hires ? null : get('Denoising strength', 'Denoise'),
    maskBlur: get('Mask blur'),
    controls: [...pairs].flatMap(([key, value]) => (UNIT_KEY.test(key) ? (unitOf(value) ?? []) : [])),
    ...filesOf(pairs),
    others: othersOf(pairs, tail, hires !== null),
  };
}

/** Where the noise comes from; a graphics card's is Philox too. */
const RNGS: Readonly<Record<string, RngName>> = {
  cpu: 'torch',
  nv: 'philox',
  gpu: 'philox',
  cuda: 'philox',
};

/** "First pass size: 0x0" of 2022 stands for A1111's own choice: about 512 x 512 in 64s, as its restore_old_hires_fix_params. */
function secondPass(pairs: Pairs): { readonly size: string | null } | null {
  const first = pairs.get('First pass size');
  if (first !== undefined) {
    if (!/^0\s*x\s*0$/.test(first)) return { size: first };
    const [, width = 0, height = 0] = (/^(\d+)x(\d+)$/.exec(pairs.get('Size') ?? '') ?? []).map(Number);
    const scale = Math.sqrt((512 * 512) / (width * height));
    const side = (length: number): number => Math.ceil((scale * length) / 64) * 64;
    return { size: width > 0 && height > 0 ? `${side(width)}x${side(height)}` : null };
  }
  return [...pairs.keys()].some((key) => /^Hires? (upscale|resize|steps|upscaler|fix)/i.test(key))
    ? { size: null }
    : null;
}

/** Its names in the extensions that do it; they say it only where it is not 0. */
function rescaleOf(pairs: Pairs): string | undefined {
  const said = ['CFG Rescale', 'CFG Rescale φ', 'CFG Rescale phi', 'CFG rescale'].flatMap(
    (key) => pairs.get(key) ?? [],
  )[0];
  return said ?? (pairs.has('CFG scale') ? '0' : undefined);
}

/** Read above, or without influence on the picture. */
const READ =
  /^(Steps|Sampler|Sampler name|Sampler scheduler|Sampler sigma|Scheduler|Schedule type|CFG scale|cfg|Seed|Size(-[12])?|Model|Base Model|Clip skip|CFG Rescale( φ| phi)?|RNG|Version|App|Backend|Pipeline|Parser|Operations?|Comment|(Model |VAE |Base Model |Lora |TI )?hash(es)?|Lora weights|VAE|ControlNet([ -]?\d)?|ControlNet Enabled|User|Created Date|Time taken|Guidance|Batch (size|pos)|Index|Parameters|Metadata scheme|Civitai (resources|metadata)|Discard penultimate sigma|Mask blur)$/i;

/** "Hires upscale", "Hires steps" ... are one thing, and hashes tell that the thing itself was used. */
function othersOf(pairs: Pairs, tail: readonly string[], hires: boolean): readonly LeftOut[] {
  const keys = [...pairs].filter(([key, value]) => {
    if (key === 'Denoising strength' || key === 'Denoise') return hires;
    if (UNIT_KEY.test(key)) return unitOf(value) === null;
    if (/^(Eta|ENSD|Guidance)$/.test(key) && Number(value) === 0) return false;
    return !READ.test(key);
  });
  const names = keys.map(([key]) => {
    if (/^(Hires?[ .]|First pass size|Denois)/i.test(key)) return 'Hires. fix (second pass)';
    if (key.startsWith('ControlNet')) return 'ControlNet';
    return key.replace(/ hash(es)?$/, '');
  });
  const rng = pairs.get('RNG');
  if (rng !== undefined && RNGS[rng.toLowerCase()] === undefined) names.push('RNG');
  if (tail.some((key) => /Template$/.test(key))) names.push('Dynamic Prompts template');
  return [...new Set([...names, ...resourcesOf(pairs)])].map((name) => ({ name }));
}

/** Civitai lists what its own generator used: LoRAs and embeddings beside the checkpoint. */
function resourcesOf(pairs: Pairs): readonly string[] {
  const resources = jsonOf(pairs.get('Civitai resources') ?? '');
  if (!Array.isArray(resources)) return [];
  return (resources as readonly unknown[]).slice(0, 50).flatMap((each) => {
    const type = isRecord(each) && typeof each['type'] === 'string' ? each['type'].toLowerCase() : '';
    if (/^(lora|locon|lycoris|dora)$/.test(type)) return ['LoRA'];
    return /embed|textualinversion/.test(type) ? ['embedding'] : [];
  });
}

function isFrom(version: string, major: number, minor: number): boolean {
  const [, a = 0, b = 0] = (/^v?(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  return a > major || (a === major && b >= minor);
}

/** Its own order of keys, its own names of samplers, and the model's hash that only it wrote then. */
function isOldA1111(pairs: Pairs): boolean {
  const keys = [...pairs.keys()].slice(0, 4).join();
  const sampler = pairs.get('Sampler') ?? '';
  return (
    keys === 'Steps,Sampler,CFG scale,Seed' &&
    pairs.has('Model hash') &&
    /^[A-Z]/.test(sampler) &&
    !pairs.has('Version')
  );
}
