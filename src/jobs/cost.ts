// What decides how long a job takes: pictures of one kind use the same graphs at the same size. Pure.
import type { Job } from '../../workers/engine/api.ts';
import type { Cost } from '../state/jobTypes.ts';

/** Words per window of the text encoder: longer prompts read more. */
const WORDS_A_WINDOW = 60;

export function costOf(job: Job, pack: string): Cost {
  const { width, height, guidanceScale, controls, init, mask, prompt, negativePrompt, clipSkip } = job;
  const nets = controls.map(({ net, mode, start, end }) => `${net}:${mode}:${start}-${end}`).join(',');
  const words = Math.max(...[prompt, negativePrompt].map((text) => text.split(/\s+/).length));
  const kind = [
    pack,
    `${width}x${height}`,
    guidanceScale > 1 ? 'guided' : 'plain',
    nets,
    init ? (mask ? 'repaint' : 'from picture') : 'new',
    Math.ceil(words / WORDS_A_WINDOW),
    clipSkip,
  ].join('|');
  return { kind, steps: init ? Math.max(1, Math.trunc(job.steps * init.strength)) : job.steps };
}
