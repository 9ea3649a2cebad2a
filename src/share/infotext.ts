// A1111's `parameters` text as settings: the form in which pictures of this field say how they were made. The grammar is
// that of sd-webui's parse_generation_parameters. Pure; everything parsed is foreign input.
import type { ControlMode, ResizeMode, RngName, SamplerName } from '../../workers/engine/api.ts';
import type { ToldUnit } from '../control/infoUnits.ts';
import { parseOverrides } from '../store/saved.ts';
import type { SettingOverrides } from '../store/types.ts';

export interface Infotext {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly settings: SettingOverrides;
  readonly seed: number | null;
  /** The denoise strength of a picture that was made from another one. */
  readonly strength: number | null;
  /** What the model is called where the picture was made. */
  readonly model: string | null;
  readonly nets: readonly ToldUnit[];
  /** Samplers that are not here; the pack's own takes their place. */
  readonly unknownSampler: string | null;
  /** What else the picture was made with, by its name there: nothing here does the like. */
  readonly others: readonly string[];
}

const MAX_CHARS = 200_000;
const MAX_TEXT = 20_000;
/** A key, a colon and a value: quoted as JSON, or up to the next comma. */
const PAIR = /(\w[\wφ \-/]{1,80}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/g;
const NEGATIVE = 'Negative prompt:';

/** What the text says; null when it is no infotext (a comment, a workflow of another program). */
export function parseInfotext(text: string): Infotext | null {
  if (text.length > MAX_CHARS) return null;
  const lines = text.trim().split('\n');
  const pairs = pairsOf(lines[lines.length - 1] ?? '');
  // Fewer than three pairs are words of a prompt that happen to hold a colon; A1111 draws the line there.
  const hasPairs = pairs.size >= 3;
  if (!hasPairs && !lines.some((line) => line.trim().startsWith(NEGATIVE))) return null;
  const words = wordsOf(hasPairs ? lines.slice(0, -1) : lines);
  if (Math.max(words.prompt.length, words.negativePrompt.length) > MAX_TEXT) return null;
  return { ...words, ...(hasPairs ? valuesOf(pairs) : valuesOf(new Map())) };
}

function pairsOf(line: string): ReadonlyMap<string, string> {
  return new Map([...line.matchAll(PAIR)].map(([, key = '', value = '']) => [key.trim(), unquoted(value.trim())]));
}

/** Negative words begin on a line of their own and go on to the end. */
function wordsOf(lines: readonly string[]): Pick<Infotext, 'prompt' | 'negativePrompt'> {
  const trimmed = lines.map((line) => line.trim());
  const at = trimmed.findIndex((line) => line.startsWith(NEGATIVE));
  if (at < 0) return { prompt: trimmed.join('\n').trim(), negativePrompt: '' };
  const negative = [trimmed[at]?.slice(NEGATIVE.length).trim() ?? '', ...trimmed.slice(at + 1)];
  return { prompt: trimmed.slice(0, at).join('\n').trim(), negativePrompt: negative.join('\n').trim() };
}

function valuesOf(pairs: ReadonlyMap<string, string>): Omit<Infotext, 'prompt' | 'negativePrompt'> {
  const number = (key: string): number | null => numberOf(pairs.get(key));
  const [, width, height] = /^(\d+)x(\d+)$/.exec(pairs.get('Size') ?? '') ?? [];
  const named = pairs.get('Sampler');
  const sampler = samplerOf(named ?? '', pairs.get('Schedule type') ?? '');
  const seed = number('Seed');
  const skip = wholeOf(number('Clip skip'));
  // With a second, larger pass the strength is that pass's own.
  const hires = pairs.has('Hires upscale') || pairs.has('Hires resize');
  return {
    settings: parseOverrides({
      steps: wholeOf(number('Steps')),
      guidanceScale: number('CFG scale'),
      guidanceRescale: rescaleOf(pairs),
      width: numberOf(width),
      height: numberOf(height),
      clipSkip: skip === null ? null : skip - 1, // counted from 1 there
      rng: RNGS[pairs.get('RNG') ?? ''],
      sampler,
    }),
    seed: seed !== null && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? seed : null,
    strength: hires ? null : within(number('Denoising strength'), 0, 1),
    model: pairs.get('Model') ?? null,
    nets: [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => netOf(pairs.get(`ControlNet ${i}`) ?? '')),
    unknownSampler: named !== undefined && sampler === undefined ? named : null,
    others: othersOf(pairs, hires),
  };
}

/** Its names in the extensions that do it. */
const RESCALES = ['CFG Rescale', 'CFG Rescale φ', 'CFG Rescale phi'] as const;

/** They say it only where it is not 0. */
function rescaleOf(pairs: ReadonlyMap<string, string>): number | null {
  const said = RESCALES.flatMap((key) => pairs.get(key) ?? [])[0];
  return numberOf(said ?? (pairs.has('CFG scale') ? '0' : undefined));
}

/** Where the noise comes from; a graphics card's is Philox too. */
const RNGS: Readonly<Record<string, RngName>> = { CPU: 'torch', NV: 'philox', GPU: 'philox' };

/** Read above, or without influence on the picture. */
const READ =
  /^(Steps|Sampler|Schedule type|CFG scale|Seed|Size|Model|Clip skip|CFG Rescale( φ| phi)?|RNG|Version|(Model |VAE )?hash(es)?|ControlNet \d|User|Created Date|Time taken)$/i;

/** "Hires upscale", "Hires steps" ... are one thing, and hashes tell that the thing itself was used. */
function othersOf(pairs: ReadonlyMap<string, string>, hires: boolean): readonly string[] {
  const keys = [...pairs.keys()].filter((key) => !READ.test(key) && (hires || key !== 'Denoising strength'));
  const names = keys.map((key) => {
    if (key.startsWith('Hires ') || key === 'Denoising strength') return 'Hires. fix';
    if (key.startsWith('ControlNet')) return 'ControlNet';
    return key.replace(/ hash(es)?$/, '').replace(/^Lora$/, 'LoRA');
  });
  return [...new Set(names)];
}

/** Lower case, without spaces; newer versions name the schedule apart from the sampler. */
const SAMPLERS: Readonly<Record<string, SamplerName>> = {
  ddim: 'ddim',
  euler: 'euler',
  eulera: 'euler-a',
  eulerancestral: 'euler-a',
  'dpm++2m': 'dpmpp-2m',
  'dpm++2mkarras': 'dpmpp-2m-karras',
  unipc: 'unipc',
  lcm: 'lcm',
};

function samplerOf(name: string, schedule: string): SamplerName | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_]/g, '');
  const karras = plain(schedule) === 'karras' ? 'karras' : '';
  return SAMPLERS[plain(name) + karras] ?? SAMPLERS[plain(name)];
}

const MODES: Readonly<Record<string, ControlMode>> = {
  balanced: 'balanced',
  'my prompt is more important': 'prompt',
  'controlnet is more important': 'control',
  'positive prompt only': 'positive',
  'guess mode': 'guess',
};

const RESIZES: Readonly<Record<string, ResizeMode>> = {
  'just resize': 'just',
  'crop and resize': 'crop',
  'inner fit (scale to fit)': 'crop',
  'resize and fill': 'fill',
  'outer fit (shrink to fit)': 'fill',
};

/** Without what stands behind it in brackets. */
function nameOf(module: string | undefined): string | null {
  const name = module?.split(' (')[0]?.trim().toLowerCase() ?? '';
  return name === '' ? null : name;
}

/** "Module: canny, Model: control_v11p_sd15_canny [d14c016b], Weight: 1, ..." */
function netOf(text: string): readonly ToldUnit[] {
  const pairs = pairsOf(text);
  const module = nameOf(pairs.get('Module'));
  const model = pairs.get('Model');
  if (model === undefined || model === 'None') return [];
  const number = (key: string, max: number): number | null => within(numberOf(pairs.get(key)), 0, max);
  return [
    {
      model,
      module,
      weight: number('Weight', 2),
      start: number('Guidance Start', 1),
      end: number('Guidance End', 1),
      mode: MODES[(pairs.get('Control Mode') ?? '').toLowerCase()] ?? null,
      resize: RESIZES[(pairs.get('Resize Mode') ?? '').toLowerCase()] ?? null,
    },
  ];
}

function unquoted(value: string): string {
  if (!value.startsWith('"') || !value.endsWith('"') || value.length < 2) return value;
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === 'string' ? text : value;
  } catch {
    return value;
  }
}

function numberOf(value: string | undefined): number | null {
  const number = value === undefined || value === '' ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

function wholeOf(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function within(value: number | null, min: number, max: number): number | null {
  return value !== null && value >= min && value <= max ? value : null;
}
