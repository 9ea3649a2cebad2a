// From a request with gaps to a complete, checked Job. Pure: images are already pixels, the random seed comes in.
import {
  CHUNKINGS,
  CONTROL_MODES,
  type ControlUnit,
  type Job,
  type LoraUse,
  type PackInfo,
  type Pixels,
  RESIZE_MODES,
  RNG_NAMES,
  SAMPLER_NAMES,
} from '../../workers/engine/api.ts';
import { AppError } from '../../workers/errors.ts';
import * as check from './check.ts';
import type { ControlRequest, GenerateRequest } from './requestTypes.ts';

export const MAX_SEED = 2 ** 32 - 1;
const MAX_SIDE = 2048;
const MAX_STEPS = 150;
const MAX_PROMPT = 20_000;
/** A1111's own limit. */
const MAX_MASK_BLUR = 64;
export const MAX_CONTROLS = 8;
const MAX_LORAS = 32;
const MAX_NAME = 200;
const MOST_LORA = 10;

type LoraRequest = NonNullable<GenerateRequest['loras']>[number];

/**
 * The Job that `request` stands for on `pack`; what is absent follows the pack.
 * @throws AppError 'bad-input' naming the field, its value and what would be right.
 */
export function toJob(request: GenerateRequest<Pixels>, pack: PackInfo, randomSeed: () => number): Job {
  const { defaults } = pack;
  const controls = check.list('controls', request.controls ?? [], MAX_CONTROLS);
  const seed = check.number('seed', request.seed ?? -1, -1, MAX_SEED, true);
  const job: Job = {
    prompt: check.text('prompt', request.prompt ?? '', MAX_PROMPT),
    negativePrompt: check.text('negativePrompt', request.negativePrompt ?? defaults.negativePrompt, MAX_PROMPT),
    width: check.side('width', request.width ?? defaults.width, pack.sizeMultiple, MAX_SIDE),
    height: check.side('height', request.height ?? defaults.height, pack.sizeMultiple, MAX_SIDE),
    steps: check.number('steps', request.steps ?? defaults.steps, 1, MAX_STEPS, true),
    sampler: check.oneOf('sampler', request.sampler ?? defaults.sampler, SAMPLER_NAMES),
    guidanceScale: check.number('guidanceScale', request.guidanceScale ?? defaults.guidanceScale, 0, 30),
    guidanceRescale: check.number('guidanceRescale', request.guidanceRescale ?? defaults.guidanceRescale, 0, 1),
    seed: seed === -1 ? randomSeed() : seed,
    rng: check.oneOf('rng', request.rng ?? 'torch', RNG_NAMES),
    controls: controls.map((control, index) => toUnit(control, index, pack)),
    init: request.init
      ? { image: request.init.image, strength: check.number('init.strength', request.init.strength ?? 0.75, 0, 1) }
      : null,
    mask: request.mask ?? null,
    ...(request.vae !== undefined && { vae: request.vae === null ? null : check.text('vae', request.vae, 200) }),
    clipSkip: check.number('clipSkip', request.clipSkip ?? 0, 0, 11, true),
    loras: check.list('loras', request.loras ?? [], MAX_LORAS).map(toLora),
    chunking: check.oneOf('chunking', request.chunking ?? 'commas', CHUNKINGS),
  };
  const maskBlur = check.number('maskBlur', request.maskBlur ?? 0, 0, MAX_MASK_BLUR);
  if (!job.mask && maskBlur > 0) {
    throw new AppError('bad-input', 'A mask blur was given without a mask.', 'Give `mask` together with `maskBlur`.');
  }
  if (job.mask && !job.init) {
    throw new AppError(
      'bad-input',
      'A mask was given without a picture to repaint.',
      'Give `init` together with `mask`.',
    );
  }
  return maskBlur > 0 ? { ...job, maskBlur } : job;
}

function toLora({ name, weight = 1, textWeight = weight }: LoraRequest, index: number): LoraUse {
  const at = `loras[${index}]`;
  return {
    name: check.text(`${at}.name`, name, MAX_NAME),
    weight: check.number(`${at}.weight`, weight, -MOST_LORA, MOST_LORA),
    textWeight: check.number(`${at}.textWeight`, textWeight, -MOST_LORA, MOST_LORA),
  };
}

function toUnit(control: ControlRequest<Pixels>, index: number, pack: PackInfo): ControlUnit {
  const at = `controls[${index}]`;
  const nets = pack.controlNets.map((net) => net.name);
  const start = check.number(`${at}.start`, control.start ?? 0, 0, 1);
  return {
    net: check.oneOf(`${at}.net`, control.net ?? nets[0], nets),
    image: control.image,
    weight: check.number(`${at}.weight`, control.weight ?? pack.defaults.controlWeight, 0, 2),
    start,
    end: check.number(`${at}.end`, control.end ?? 1, start, 1),
    mode: check.oneOf(`${at}.mode`, control.mode ?? pack.defaults.controlMode, CONTROL_MODES),
    resize: check.oneOf(`${at}.resize`, control.resize ?? 'just', RESIZE_MODES),
  };
}
