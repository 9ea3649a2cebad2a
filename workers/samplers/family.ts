// Which schedulers' files speak of the process that the samplers here run: betas over discrete timesteps. Pure.
import { AppError } from '../errors.ts';
import type { SchedulerConfig } from './types.ts';

/** diffusers' classes with betas; each one's file can be read by any other of them (`from_config`). */
const BETA_SCHEDULERS = new Set([
  'DDIM',
  'DDIMInverse',
  'DDIMParallel',
  'DDPM',
  'DDPMParallel',
  'DEISMultistep',
  'DPMSolverMultistep',
  'DPMSolverMultistepInverse',
  'DPMSolverSDE',
  'DPMSolverSinglestep',
  'EulerAncestralDiscrete',
  'EulerDiscrete',
  'HeunDiscrete',
  'KDPM2AncestralDiscrete',
  'KDPM2Discrete',
  'LCM',
  'LMSDiscrete',
  'PNDM',
  'SASolver',
  'TCD',
  'UniPCMultistep',
]);

/**
 * Refuses files of other processes: flow matching, EDM, consistency models and what else has a class of its own. Their other keys
 * would be taken for a linear schedule of betas, and a picture would come without a word.
 * @throws AppError `unsupported` naming the class or key
 */
export function refuseOtherFamilies(config: SchedulerConfig): void {
  const name = config['_class_name'];
  const known = typeof name !== 'string' || BETA_SCHEDULERS.has(name.replace(/^Flax/, '').replace(/Scheduler$/, ''));
  if (!known) throw otherFamily(`_class_name = ${JSON.stringify(name.slice(0, 80))}`);
  for (const key of ['use_flow_sigmas', 'sigma_data'])
    if (config[key] !== undefined && config[key] !== null && config[key] !== false)
      throw otherFamily(`${key} = ${JSON.stringify(config[key])}`);
}

function otherFamily(what: string): AppError {
  return new AppError(
    'unsupported',
    `scheduler_config.json: ${what} belongs to a model of another kind (flow matching, EDM, consistency ...).`,
    'Choose a Stable Diffusion 1.x or 2.x model.',
  );
}
