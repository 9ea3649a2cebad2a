// InvokeAI's three forms: `invokeai_metadata` (3 and later), `sd-metadata` (2), and the command line of `Dream` (1 and 2). Pure.
import type { RngName } from '../../../workers/engine/api.ts';
import { loraOf, modelOf, othersIn } from './json.ts';
import type { Draft, DraftControl, ToldModel } from './types.ts';
import { type Fields, isRecord, listOf, textOf } from './values.ts';

/** Since 3 the noise is the CPU's unless it was told otherwise. */
const DEVICES: Readonly<Record<string, RngName>> = { cpu: 'torch', cuda: 'philox' };

export function readInvokeAi(json: Fields): Draft | null {
  const is = ['positive_prompt', 'generation_mode', 'cfg_scale', 'rand_device', 'app_version'].filter(
    (key) => key in json,
  );
  if (is.length < 2) return null;
  const device = textOf(json['rand_device']) ?? 'cpu';
  return {
    program: 'InvokeAI',
    prompt: json['positive_prompt'],
    negativePrompt: json['negative_prompt'],
    steps: json['steps'],
    guidanceScale: json['cfg_scale'],
    guidanceRescale: json['cfg_rescale_multiplier'],
    seed: json['seed'],
    width: json['width'],
    height: json['height'],
    sampler: json['scheduler'],
    rng: DEVICES[device],
    clipSkip: json['clip_skip'],
    strength:
      json['init_image'] !== undefined || /img2img|inpaint/.test(textOf(json['generation_mode']) ?? '')
        ? json['strength']
        : null,
    model: invokeModel(json['model']),
    vae: invokeModel(json['vae']),
    loras: listOf(json['loras'])
      .filter(isRecord)
      .flatMap((each) => {
        const model = each['model'] ?? each['lora'];
        return loraOf(isRecord(model) ? (model['name'] ?? model['model_name']) : model, each['weight']);
      }),
    controls: listOf(json['controlnets']).filter(isRecord).map(unitOf),
    otherWeights: true,
    others: [
      ...(DEVICES[device] === undefined ? [{ name: 'RNG', value: device }] : []),
      ...othersIn(
        json,
        'positive_prompt negative_prompt steps cfg_scale cfg_rescale_multiplier seed width height scheduler rand_device clip_skip ' +
          'strength init_image model vae loras controlnets app_version generation_mode app_id type',
      ),
    ],
  };
}

function invokeModel(value: unknown): ToldModel | null {
  if (!isRecord(value)) return modelOf(value);
  // Most are BLAKE3, which nobody else computes.
  const hash = /^(?:sha256:)?([0-9a-f]{8,64})$/.exec(textOf(value['hash']) ?? '')?.[1];
  return modelOf(value['name'] ?? value['model_name'], hash);
}

function unitOf(each: Fields): DraftControl {
  const model = each['control_model'];
  return {
    net: isRecord(model) ? (model['name'] ?? model['model_name'] ?? model['key']) : model,
    weight: Array.isArray(each['control_weight']) ? (each['control_weight'] as unknown[])[0] : each['control_weight'],
    start: each['begin_step_percent'],
    end: each['end_step_percent'],
    mode: each['control_mode'],
    resize: each['resize_mode'],
  };
}

/** `sd-metadata`: an `image` within, whose prompt holds the negative words in square brackets. */
export function readInvokeTwo(json: Fields): Draft | null {
  const image = json['image'];
  if (!isRecord(image) || !('steps' in image)) return null;
  const first = listOf(image['prompt'])[0];
  const words = divided(isRecord(first) ? (textOf(first['prompt']) ?? '') : (textOf(image['prompt']) ?? ''));
  return {
    program: 'InvokeAI',
    ...words,
    steps: image['steps'],
    guidanceScale: image['cfg_scale'],
    seed: image['seed'],
    width: image['width'],
    height: image['height'],
    sampler: image['sampler'],
    strength: image['type'] === 'img2img' ? image['strength'] : null,
    model: modelOf(json['model_weights'], json['model_hash']),
    otherWeights: true,
    others: othersIn(image, 'prompt steps cfg_scale seed width height sampler strength type'),
  };
}

/** "a cat [dog] -s 50 -S 42 -W 512 -H 768 -C 5.0 -A k_lms", the words in quotes or not. */
export function readDream(text: string): Draft | null {
  if (text.length > 50_000) return null;
  const whole = text.trim();
  const end = whole.startsWith('"') ? whole.lastIndexOf('"') : whole.search(/\s--?[A-Za-z]/);
  if (end < 1) return null;
  const words = whole.startsWith('"') ? whole.slice(1, end).replaceAll('\\"', '"') : whole.slice(0, end);
  const told = optionsOf(whole.slice(end + 1).split(/\s+/));
  const get = (...keys: readonly string[]): string | undefined => keys.flatMap((key) => told.get(key) ?? [])[0];
  if (get('s', 'steps') === undefined || get('S', 'seed') === undefined) return null;
  const others = [...told.keys()].filter((key) => !DREAM_READ.includes(key));
  return {
    program: 'InvokeAI',
    ...divided(words),
    steps: get('s', 'steps'),
    guidanceScale: get('C', 'cfg_scale'),
    seed: get('S', 'seed'),
    width: get('W', 'width'),
    height: get('H', 'height'),
    sampler: get('A', 'sampler'),
    strength: told.has('I') || told.has('init_img') ? get('f', 'strength') : null,
    otherWeights: true,
    others: others.map((key) => ({ name: DREAM_NAMES[key] ?? `-${key}` })),
  };
}

/** "-s 50", "-s50", "--steps=50"; an option without a value says ''. */
function optionsOf(parts: readonly string[]): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  let last = '';
  for (const part of parts) {
    const [, long, given, short, value = ''] = /^(?:--([A-Za-z]\w*)(?:=(.*))?|-([A-Za-z])(.*))$/.exec(part) ?? [];
    if (long !== undefined) told.set((last = long), given ?? '');
    else if (short !== undefined) told.set((last = short), value);
    else if (last !== '' && told.get(last) === '') told.set(last, part);
  }
  return told;
}

const DREAM_READ = [
  's',
  'steps',
  'S',
  'seed',
  'W',
  'width',
  'H',
  'height',
  'C',
  'cfg_scale',
  'A',
  'sampler',
  'f',
  'strength',
  'n',
  'g',
  'o',
];
const DREAM_NAMES: Readonly<Record<string, string>> = {
  I: 'init image',
  G: 'face restoration',
  U: 'upscaling',
  v: 'variation',
  V: 'variations',
};

/** Every part in square brackets is negative. */
function divided(words: string): Pick<Draft, 'prompt' | 'negativePrompt'> {
  const negative = [...words.matchAll(/\[([^[\]]*)\]/g)].map(([, each = '']) => each.trim());
  const prompt = words.replaceAll(/\s*\[[^[\]]*\]/g, '').trim();
  return { prompt, negativePrompt: negative.join(', ') };
}
