// A job's words read: options drawn, LoRAs taken out, schedules made; what cannot be followed is named. Pure.
import type { Job, LoraUse } from '../job.ts';
import { MOST_WEIGHT, parsePromptWeights } from '../promptWeights.ts';
import { drawOptions } from './dynamic.ts';
import { extraNetworks } from './extraNetworks.ts';
import { promptSchedule, type ScheduledText } from './schedule.ts';

export interface ReadPrompt {
  readonly prompt: readonly ScheduledText[];
  readonly negative: readonly ScheduledText[];
  /** Of the prompt's tags. */
  readonly loras: readonly LoraUse[];
  /** By the names that they have in A1111. */
  readonly notTaken: readonly string[];
  /** The words with their options drawn: with them the picture can be made again. */
  readonly said: { readonly prompt: string; readonly negativePrompt: string };
}

/** Reads both prompts for a run of `job.steps` steps. */
export function readPrompt(job: Pick<Job, 'prompt' | 'negativePrompt' | 'seed' | 'steps'>): ReadPrompt {
  const said = {
    prompt: drawOptions(job.prompt, job.seed),
    negativePrompt: drawOptions(job.negativePrompt, job.seed),
  };
  const { prompt, loras, others } = extraNetworks(said.prompt);
  const [joined, negative] = [prompt, said.negativePrompt].map(joinedParts);
  const schedules = [joined, negative].map(({ text }) => promptSchedule(text, job.steps));
  const [positive = [], against = []] = schedules;
  const wild = schedules.flat().flatMap(({ text }) => parsePromptWeights(text).map(({ weight }) => weight));
  const tooMuch = wild.filter((weight) => Math.abs(weight) > MOST_WEIGHT);
  return {
    prompt: positive,
    negative: against,
    loras,
    notTaken: [
      ...others,
      ...(joined.parts > 1 || negative.parts > 1 ? ['AND'] : []),
      ...[...new Set(tooMuch)].map((weight) => `(:${Number(weight.toPrecision(6))})`),
    ],
    said,
  };
}

/** A1111's AND makes pictures of several prompts at once, which costs a run of the model each: their words are joined instead. */
function joinedParts(text: string): { readonly text: string; readonly parts: number } {
  const parts = text.split(/\bAND\b/);
  if (parts.length === 1) return { text, parts: 1 };
  const plain = parts.map((part) => part.replace(/\s*:\s*[-+]?(?:\d+\.?|\d*\.\d+)\s*$/, '').trim());
  return { text: plain.join(', '), parts: parts.length };
}
