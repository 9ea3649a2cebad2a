// Settings of programs that nobody here knows, told by what nearly all of them call things: JSON, or a line a setting. Pure.
import { readDiffusers, loraOf, modelOf, othersIn } from './json.ts';
import type { Draft } from './types.ts';
import { type Fields, isNothing, isRecord, listOf, numberOf, textOf } from './values.ts';

/** Names in lower case, without the signs between words. */
const NAMES = {
  prompt: ['prompt', 'prompts', 'positiveprompt', 'positive', 'prompttext'],
  negativePrompt: ['negativeprompt', 'negativeprompts', 'negative', 'negativeprompttext', 'uc'],
  steps: ['steps', 'samplingsteps', 'numinferencesteps', 'inferencesteps', 'ddimsteps', 'numsteps'],
  guidanceScale: ['cfgscale', 'cfg', 'guidancescale', 'guidance', 'scale'],
  seed: ['seed'],
  width: ['width', 'imagewidth', 'imgwidth'],
  height: ['height', 'imageheight', 'imgheight'],
  sampler: ['samplername', 'sampler', 'samplertype', 'samplingmethod', 'scheduler'],
  schedule: ['scheduletype', 'scheduler', 'noiseschedule'],
  clipSkip: ['clipskip'],
  model: ['model', 'modelname', 'basemodelname', 'basemodel', 'checkpoint', 'sdmodel'],
  program: ['software', 'generator', 'app', 'creator'],
  loras: ['loras', 'models'],
} as const;
/** What such a program is called; in the machine's dictionary. */
const UNKNOWN_PROGRAM = 'another program';
/** So many of them, beside the words, are no accident. */
const ENOUGH = 3;

const plain = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Any object with words, steps or a seed, and more of the kind; what it says beyond that is named. */
export function readAnyJson(root: Fields): Draft | null {
  const fields = new Map(Object.entries(root).map(([key, value]) => [plain(key), value]));
  const used = new Set<string>();
  const get = (what: keyof typeof NAMES): unknown => {
    const name = NAMES[what].find((each) => !isNothing(fields.get(each)) && !used.has(each));
    if (name !== undefined) used.add(name);
    return name === undefined ? undefined : fields.get(name);
  };
  const [prompt, steps, seed] = [get('prompt'), get('steps'), get('seed')];
  const others = [get('negativePrompt'), get('guidanceScale'), get('width'), get('height'), get('sampler')];
  const [negativePrompt, guidanceScale, width, height, sampler] = others;
  const told = [steps, seed, ...others].filter((each) => each !== undefined).length;
  if (textOf(prompt) === null || (steps === undefined && seed === undefined) || told < ENOUGH) return null;
  const skip = numberOf(get('clipSkip'));
  const files = listOf(get('loras'));
  return {
    program: textOf(get('program'))?.slice(0, 40) ?? UNKNOWN_PROGRAM,
    prompt,
    negativePrompt,
    steps,
    guidanceScale,
    seed,
    width,
    height,
    sampler,
    schedule: get('schedule'),
    // Counted from 1 by all that are known.
    clipSkip: skip === null ? null : Math.max(0, skip - 1),
    model:
      modelOf(get('model')) ??
      files.filter(isRecord).flatMap((each) => (isLora(each) ? [] : (modelOf(nameIn(each)) ?? [])))[0] ??
      null,
    loras: files.flatMap((each) =>
      isRecord(each)
        ? isLora(each)
          ? loraOf(nameIn(each), each['weight'])
          : []
        : Array.isArray(each)
          ? []
          : loraOf(each, 1),
    ),
    otherWeights: true,
    others: othersIn(Object.fromEntries(Object.entries(root).filter(([key]) => !used.has(plain(key)))), ''),
  };
}

const isLora = (file: Fields): boolean =>
  file['type'] === undefined || /lora|locon|lycoris/i.test(textOf(file['type']) ?? '');
const nameIn = (file: Fields): unknown => file['modelFileName'] ?? file['name'] ?? file['model'] ?? file['file'];

const LINE = /^\s*([A-Z][\w ]{2,40}):[ \t]*(.*)$/;
/** Keys that such a file has, whatever else it has. */
const HAS = ['prompt', 'seed', 'steps', 'width', 'height'];

/** "Prompt: ...", "Seed: ..." and so on, a line each, as Easy Diffusion writes beside its pictures. */
export function readLines(text: string): Draft | null {
  if (text.length > 50_000) return null;
  const found: Record<string, string> = {};
  let last = '';
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, key, value = ''] = LINE.exec(line) ?? [];
    if (key !== undefined && !/^Steps: \d+,/.test(line)) found[(last = key.toLowerCase().replaceAll(' ', '_'))] = value;
    else if (/prompt/.test(last)) found[last] = `${found[last] ?? ''}\n${line}`;
    else if (line.trim() !== '') return null;
  }
  if (!HAS.every((key) => key in found)) return null;
  const told = Object.fromEntries(
    Object.entries(found).map(([key, value]) => [key, value.trim() === 'False' ? false : value.trim()]),
  );
  return readDiffusers({ ...told, num_inference_steps: told['steps'], steps: undefined });
}
