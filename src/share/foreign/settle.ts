// From what a program's reader found to a request that `generate` takes: every range is looked at here, and what cannot be
// taken is named. Pure; the one place that knows ranges.
import { CONTROL_MODES, RESIZE_MODES } from '../../../workers/engine/api.ts';
import { controlModeOf, resizeModeOf } from './units.ts';
import { samplerOf } from './samplers.ts';
import type { Draft, DraftControl, LeftOut, ToldControl, ToldModel, ToldRequest, ToldSettings } from './types.ts';
import { isNothing, modelName, numberOf, textOf } from './values.ts';
import { type ToldWords, toldWords } from './words.ts';

const MAX_PROMPT = 20_000;
const MAX_SEED = 2 ** 32 - 1;
const MAX_CONTROLS = 8;
/** Names in the list of what is not taken; a text that holds more is none of a person's. */
const MAX_NAMES = 100;

/** The settled settings. `request` is empty where the picture tells who made it and nothing that can be taken. */
export function settle(draft: Draft): ToldSettings {
  const notTaken: LeftOut[] = [];
  const words = wordsOf(draft, notTaken);
  const sampled = samplingOf(draft, notTaken);
  const controls = (draft.controls ?? []).flatMap((control) => controlOf(control, notTaken));
  if (controls.length > MAX_CONTROLS) notTaken.push({ name: 'ControlNet', value: `more than ${MAX_CONTROLS}` });
  const maskBlur = ranged(draft.maskBlur, 0, 64, 'Mask blur', notTaken);
  const strength = ranged(draft.strength, 0, 1, 'Denoising strength', notTaken);
  const request: ToldRequest = {
    ...words.texts,
    ...sampled,
    ...(controls.length > 0 && { controls: controls.slice(0, MAX_CONTROLS) }),
    ...(draft.likeA1111 === true && words.texts.prompt !== undefined && { chunking: 'commas' }),
    ...(strength !== null && { init: { strength } }),
    ...(maskBlur !== null && maskBlur > 0 && { maskBlur }),
  };
  const loras = uniqueModels([...(draft.loras ?? []), ...words.loras]);
  const embeddings = uniqueModels([...(draft.embeddings ?? []), ...words.embeddings]);
  const vae = draft.vae ?? null;
  notTaken.push(...leftOutModels({ loras, embeddings, vae }));
  notTaken.push(...(draft.others ?? []));
  return {
    program: draft.program,
    request,
    notTaken: unique(notTaken),
    model: draft.model ?? null,
    loras,
    embeddings,
    vae,
  };
}

/** Files that the picture needed, as things that are not taken: no file is known to be here yet. */
export function leftOutModels({
  loras,
  embeddings,
  vae,
}: Pick<ToldSettings, 'loras' | 'embeddings' | 'vae'>): readonly LeftOut[] {
  return [
    ...loras.map(({ name }) => ({ name: 'LoRA', value: name })),
    ...embeddings.map(({ name }) => ({ name: 'Embedding', value: name })),
    ...(vae ? [{ name: 'VAE', value: vae.name }] : []),
  ];
}

type Words = Pick<ToldWords, 'loras' | 'embeddings'> & { readonly texts: ToldRequest };

function wordsOf(draft: Draft, notTaken: LeftOut[]): Words {
  const told = (value: unknown, name: string): ToldWords | null => {
    const text = textOf(value);
    if (text === null) return null;
    const words = toldWords(text, draft.likeA1111 === true ? 'a1111' : 'other');
    if (words.text.length <= MAX_PROMPT) return words;
    notTaken.push({ name });
    return null;
  };
  const prompt = told(draft.prompt, 'Prompt');
  const negative = told(draft.negativePrompt, 'Negative prompt');
  notTaken.push(...(prompt?.notTaken ?? []), ...(negative?.notTaken ?? []));
  const both = `${prompt?.text ?? ''} ${negative?.text ?? ''}`;
  if (draft.otherWeights === true && /[()[\]{}]|\w[+-]+([\s,)]|$)|::/.test(both))
    notTaken.push({ name: 'Prompt weights' });
  return {
    texts: { ...(prompt && { prompt: prompt.text }), ...(negative && { negativePrompt: negative.text }) },
    loras: [...(prompt?.loras ?? []), ...(negative?.loras ?? [])],
    embeddings: [...(prompt?.embeddings ?? []), ...(negative?.embeddings ?? [])],
  };
}

function samplingOf(draft: Draft, notTaken: LeftOut[]): ToldRequest {
  const steps = ranged(draft.steps, 1, 150, 'Steps', notTaken, true);
  const guidanceScale = ranged(draft.guidanceScale, 0, 30, 'CFG scale', notTaken);
  const guidanceRescale = ranged(draft.guidanceRescale, 0, 1, 'CFG Rescale', notTaken);
  const clipSkip = ranged(draft.clipSkip, 0, 11, 'Clip skip', notTaken, true);
  const seed = seedOf(draft.seed, notTaken);
  const sampler = isNothing(draft.sampler)
    ? null
    : samplerOf(textOf(draft.sampler) ?? String(draft.sampler), textOf(draft.schedule) ?? '', draft.karrasByDefault);
  if (sampler) notTaken.push(...sampler.notTaken);
  return {
    ...sizeOf(draft, notTaken),
    ...(steps !== null && { steps }),
    ...(sampler?.sampler && { sampler: sampler.sampler }),
    ...(guidanceScale !== null && { guidanceScale }),
    ...(guidanceRescale !== null && { guidanceRescale }),
    ...(seed !== null && { seed }),
    ...(draft.rng && { rng: draft.rng }),
    ...(clipSkip !== null && { clipSkip }),
  };
}

/** The number where it is told and in its range; out of it it is named. */
function ranged(
  value: unknown,
  min: number,
  max: number,
  name: string,
  notTaken: LeftOut[],
  whole = false,
): number | null {
  if (isNothing(value)) return null;
  const number = numberOf(value);
  const inside = number !== null && number >= min && number <= max && (!whole || Number.isInteger(number));
  if (!inside) notTaken.push({ name, value: shown(value) });
  return inside ? number : null;
}

/** Whole and below 2^32; other programs have 64 bits, which cannot come back here. */
function seedOf(value: unknown, notTaken: LeftOut[]): number | null {
  if (isNothing(value)) return null;
  const number = numberOf(value);
  if (number !== null && Number.isInteger(number) && number >= 0 && number <= MAX_SEED) return number;
  notTaken.push({ name: 'Seed', value: shown(value) });
  return null;
}

function sizeOf({ width, height }: Draft, notTaken: LeftOut[]): ToldRequest {
  if (isNothing(width) || isNothing(height)) return {};
  const sides = [numberOf(width), numberOf(height)];
  const [w, h] = sides;
  // Every autoencoder here makes 8 pixels of one latent, so no other side can be made by any pack.
  const fits = sides.every(
    (side) => side !== null && Number.isInteger(side) && side >= 8 && side <= 2048 && side % 8 === 0,
  );
  if (fits && typeof w === 'number' && typeof h === 'number') return { width: w, height: h };
  notTaken.push({ name: 'Size', value: `${shown(width)} × ${shown(height)}` });
  return {};
}

function controlOf(draft: DraftControl, notTaken: LeftOut[]): readonly ToldControl[] {
  const net = modelName(draft.net);
  if (net === null) return [];
  const number = (value: unknown, max: number, name: string): number | null =>
    ranged(value, 0, max, `ControlNet ${name}`, notTaken);
  const preprocessor = preprocessorOf(draft.preprocessor);
  const weight = number(draft.weight, 2, 'weight');
  const start = number(draft.start, 1, 'start');
  const end = number(draft.end, 1, 'end');
  const ordered = start === null || end === null || start <= end;
  if (!ordered) notTaken.push({ name: 'ControlNet start', value: `${start} to ${end}` });
  const mode = controlModeOf(draft.mode) ?? CONTROL_MODES.find((each) => each === draft.mode);
  const resize = resizeModeOf(draft.resize) ?? RESIZE_MODES.find((each) => each === draft.resize);
  return [
    {
      net,
      ...(preprocessor !== null && { preprocessor }),
      ...(weight !== null && { weight }),
      ...(start !== null && ordered && { start }),
      ...(end !== null && ordered && { end }),
      ...(mode && { mode }),
      ...(resize && { resize }),
    },
  ];
}

/** Without what stands behind it in brackets: "depth_midas (depth)". */
function preprocessorOf(value: unknown): string | null {
  const name = textOf(value)?.split(' (')[0]?.trim().toLowerCase() ?? '';
  return name === '' ? null : name;
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60);
}

function unique(names: readonly LeftOut[]): readonly LeftOut[] {
  const seen = new Map(names.map((each) => [`${each.name}\n${each.value ?? ''}`, each]));
  // "LoRA" alone says nothing beside "LoRA clay".
  return [...seen.values()]
    .filter(
      ({ name, value }, _, all) =>
        value !== undefined || !all.some((each) => each.name === name && each.value !== undefined),
    )
    .slice(0, MAX_NAMES);
}

function uniqueModels(models: readonly ToldModel[]): readonly ToldModel[] {
  const byName = new Map<string, ToldModel>();
  for (const each of models) byName.set(each.name, { ...byName.get(each.name), ...each });
  return [...byName.values()].slice(0, MAX_NAMES);
}
