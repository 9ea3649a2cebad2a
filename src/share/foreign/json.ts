// Programs that write a flat JSON object: one record each of where their values stand. Pure.
import type { RngName } from '../../../workers/engine/api.ts';
import type { Draft, LeftOut, ToldModel } from './types.ts';
import { type Fields, isNothing, isRecord, leftOver, listOf, modelName, numberOf, textOf } from './values.ts';

/** "1024x768", "(1024, 768)", "1024 × 768". */
export function sidesOf(value: unknown): Pick<Draft, 'width' | 'height'> {
  const [, width, height] = /^\D{0,2}(\d+)\s*[x×,]\s*(\d+)\D{0,2}$/.exec(textOf(value) ?? '') ?? [];
  return { width, height };
}

export function named(names: readonly string[]): readonly LeftOut[] {
  return names.map((name) => ({ name }));
}

/** What of the object was not read, by its keys. `harmless` keys had no influence on the picture, or are read. */
export function othersIn(json: Fields, harmless: string): readonly LeftOut[] {
  return named(leftOver(json, new Set(harmless.split(' '))));
}

/** Fooocus: JSON in `parameters`, keys in lower case since 2.2, as labels before. */
export function readFooocus(root: Fields): Draft | null {
  const json = lowered(root);
  const is = ['performance', 'base_model', 'resolution', 'sharpness', 'adm_guidance', 'metadata_scheme'].filter(
    (key) => key in json,
  );
  if (is.length < 2 && !('resolution' in json && 'prompt' in json)) return null;
  const skip = numberOf(json['clip_skip']);
  // [name, weight, hash] each, or a key for each.
  const listed = listOf(json['loras']).flatMap((each) => (Array.isArray(each) ? loraOf(each[0], each[1]) : []));
  const keyed = Object.entries(json).flatMap(([key, value]) => {
    if (!/^lora(_?combined)?_?\d+$/.test(key)) return [];
    const [name, weight] = Array.isArray(value) ? (value as unknown[]) : (textOf(value) ?? '').split(' : ');
    return loraOf(name, weight);
  });
  return {
    program: 'Fooocus',
    prompt: json['full_prompt'] ?? json['prompt'],
    negativePrompt: json['full_negative_prompt'] ?? json['negative_prompt'],
    steps: json['steps'],
    guidanceScale: json['guidance_scale'] ?? json['cfg'],
    seed: json['seed'],
    ...(isNothing(json['width']) ? sidesOf(json['resolution']) : { width: json['width'], height: json['height'] }),
    sampler: json['sampler'],
    schedule: json['scheduler'],
    rng: 'torch',
    clipSkip: skip === null ? null : Math.max(0, skip - 1),
    model: modelOf(json['base_model'], json['base_model_hash']),
    vae: /^default/i.test(textOf(json['vae']) ?? 'default') ? null : modelOf(json['vae']),
    loras: [...listed, ...keyed],
    others: othersIn(
      Object.fromEntries(Object.entries(json).filter(([key]) => !/^lora/.test(key))),
      'vae prompt full_prompt negative_prompt full_negative_prompt steps guidance_scale cfg seed width height resolution sampler ' +
        'scheduler clip_skip base_model base_model_hash version metadata_scheme created_by performance prompt_expansion fooocus_v2_expansion',
    ),
  };
}

const lowered = (json: Fields): Fields =>
  Object.fromEntries(Object.entries(json).map(([key, value]) => [key.toLowerCase().replaceAll(/\s+/g, '_'), value]));

/** NovelAI: JSON in `Comment` (also behind stealth text and in EXIF), words in `prompt` or beside it in `Description`. */
export function readNovelAi(root: Fields): Draft | null {
  if (!('uc' in root) || !('scale' in root) || 'c' in root) return null;
  const words = root['prompt'] ?? captionOf(root['v4_prompt']);
  return {
    program: 'NovelAI',
    prompt: words,
    negativePrompt: root['uc'],
    steps: root['steps'],
    guidanceScale: root['scale'],
    guidanceRescale: root['cfg_rescale'],
    seed: root['seed'],
    width: root['width'],
    height: root['height'],
    sampler: root['sampler'],
    schedule: root['noise_schedule'] === 'native' ? '' : root['noise_schedule'],
    strength: root['request_type'] === 'PromptGenerateRequest' ? null : root['strength'],
    otherWeights: true,
    others: othersIn(
      root,
      'prompt uc scale steps seed width height sampler noise_schedule cfg_rescale strength n_samples request_type signed_hash ' +
        'v4_prompt v4_negative_prompt legacy legacy_v3_extend legacy_uc version uncond_scale noise extra_noise_seed hide_debug_overlay ' +
        'dynamic_thresholding_percentile dynamic_thresholding_mimic_scale controlnet_strength add_original_image',
    ),
  };
}

function captionOf(value: unknown): unknown {
  const caption = isRecord(value) ? value['caption'] : null;
  return isRecord(caption) ? caption['base_caption'] : undefined;
}

/** Where Draw Things has its noise from, by its names. */
const SEED_MODES: Readonly<Record<string, RngName>> = {
  'torch cpu compatible': 'torch',
  'nvidia gpu compatible': 'philox',
};
/** The same as numbers of its newer form. */
const SEED_MODE_NAMES = ['Legacy', 'Torch CPU Compatible', 'Scale Alike', 'Nvidia GPU Compatible'] as const;

/** Draw Things: JSON in XMP's `exif:UserComment`; `c` and `uc` are the words, `v2` holds a newer, fuller copy. */
export function readDrawThings(root: Fields): Draft | null {
  if (!('c' in root) || !('uc' in root)) return null;
  const v2 = isRecord(root['v2']) ? root['v2'] : {};
  const seedMode = textOf(root['seed_mode']) ?? SEED_MODE_NAMES[numberOf(v2['seedMode']) ?? -1] ?? '';
  const rng = SEED_MODES[seedMode.toLowerCase()];
  const skip = numberOf(v2['clipSkip']);
  const strength = root['strength'] ?? v2['strength'];
  const controls = [...listOf(root['control']), ...listOf(v2['controls'])].filter(isRecord);
  return {
    program: 'Draw Things',
    prompt: root['c'],
    negativePrompt: root['uc'],
    steps: root['steps'] ?? v2['steps'],
    guidanceScale: root['scale'] ?? v2['guidanceScale'],
    seed: root['seed'] ?? v2['seed'],
    ...sidesOf(root['size'] ?? `${String(v2['width'])}x${String(v2['height'])}`),
    sampler: textOf(root['sampler'])
      ?.replace(/ AYS$/i, ' ays')
      .replace(/^(DDIM|UniPC|Euler A|DPM\+\+ 2M) Trailing$/i, '$1 trailing'),
    rng,
    clipSkip: skip === null ? null : Math.max(0, skip - 1),
    // It is 1 where no picture was started from.
    strength: numberOf(strength) === 1 ? null : strength,
    model: modelOf(root['model'] ?? v2['model']),
    loras: [...listOf(root['lora']), ...(root['lora'] === undefined ? listOf(v2['loras']) : [])]
      .filter(isRecord)
      .flatMap((each) => loraOf(each['model'] ?? each['file'], each['weight'])),
    controls: controls.map((each) => ({
      net: each['model'] ?? each['file'],
      weight: each['weight'],
      start: each['guidance_start'] ?? each['guidanceStart'],
      end: each['guidance_end'] ?? each['guidanceEnd'],
    })),
    others: [
      ...(rng === undefined && seedMode !== '' ? [{ name: 'Seed mode', value: seedMode }] : []),
      ...othersIn(
        root,
        'c uc steps scale seed size sampler strength model lora control seed_mode v2 mask_blur profile',
      ),
    ],
  };
}

/** diffusers' argument names, as Easy Diffusion, Hugging Face's scripts and many savers write them. */
export function readDiffusers(root: Fields): Draft | null {
  const json = lowered(root);
  const steps = json['num_inference_steps'] ?? json['inference_steps'];
  const easy = 'use_stable_diffusion_model' in json || 'stable_diffusion_model' in json;
  if (isNothing(steps) && !easy && !('guidance_scale' in json && ('prompt' in json || 'seed' in json))) return null;
  const scheduler = isRecord(json['scheduler']) ? json['scheduler']['_class_name'] : json['scheduler'];
  const skip = numberOf(json['clip_skip'] === true ? 1 : json['clip_skip']);
  return {
    program: easy ? 'Easy Diffusion' : 'diffusers',
    prompt: json['prompt'],
    negativePrompt: json['negative_prompt'],
    steps: steps ?? json['steps'],
    guidanceScale: json['guidance_scale'] ?? json['cfg_scale'],
    guidanceRescale: json['guidance_rescale'],
    seed: json['seed'] ?? json['generator_seed'],
    ...(isNothing(json['width']) ? sidesOf(json['size']) : { width: json['width'], height: json['height'] }),
    sampler: json['sampler_name'] ?? json['sampler'] ?? scheduler,
    schedule: json['use_karras_sigmas'] === true ? 'karras' : '',
    rng: rngOf(json['generator_device'] ?? json['generator'] ?? json['rand_device']),
    clipSkip: skip,
    strength: json['strength'] ?? json['prompt_strength'],
    model: modelOf(
      json['use_stable_diffusion_model'] ?? json['stable_diffusion_model'] ?? json['model'] ?? json['_name_or_path'],
    ),
    otherWeights: !easy,
    others: othersIn(
      json,
      'prompt negative_prompt num_inference_steps inference_steps steps guidance_scale cfg_scale guidance_rescale seed generator_seed ' +
        'width height size sampler_name sampler scheduler use_karras_sigmas generator_device generator rand_device clip_skip strength ' +
        'prompt_strength use_stable_diffusion_model stable_diffusion_model model _name_or_path _class_name pipeline _diffusers_version ' +
        'diffusers_version output_type num_images_per_prompt num_outputs output_format output_quality created_at metadata_output_format torch_dtype dtype device',
    ),
  };
}

function rngOf(value: unknown): RngName | undefined {
  const device = textOf(value)?.toLowerCase() ?? '';
  if (device.startsWith('cpu')) return 'torch';
  return device.startsWith('cuda') ? 'philox' : undefined;
}

export function modelOf(value: unknown, hash?: unknown): ToldModel | null {
  const name = modelName(value);
  return name === null ? null : { name, ...(typeof hash === 'string' && hash !== '' && { hash }) };
}

/** @param textWeight the text encoder's, where it is told apart */
export function loraOf(name: unknown, weight: unknown, textWeight?: unknown): readonly ToldModel[] {
  const plain = modelName(name);
  if (plain === null) return [];
  const number = numberOf(weight);
  const text = numberOf(textWeight);
  return [
    {
      name: plain,
      ...(number !== null && { weight: number }),
      ...(text !== null && text !== number && { textWeight: text }),
    },
  ];
}
