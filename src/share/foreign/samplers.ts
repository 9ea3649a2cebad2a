// Samplers and noise schedules by the names that each program of the field gives them. Pure tables.
import type { SamplerName } from '../../../workers/engine/api.ts';
import type { LeftOut } from './types.ts';

/** Lower case, without spaces and the signs between words. */
const SAMPLERS: Readonly<Record<string, SamplerName>> = {
  ddim: 'ddim',
  euler: 'euler',
  eulera: 'euler-a',
  eulerancestral: 'euler-a',
  dpm2m: 'dpmpp-2m',
  unipc: 'unipc',
  unipcbh2: 'unipc',
  lcm: 'lcm',
  eulerdiscretescheduler: 'euler',
  eulerancestraldiscretescheduler: 'euler-a',
  ddimscheduler: 'ddim',
  dpmsolvermultistepscheduler: 'dpmpp-2m',
  unipcmultistepscheduler: 'unipc',
  lcmscheduler: 'lcm',
};

/** Schedules that some programs write behind the sampler's name. */
const SUFFIX =
  /(karras|exponential|sgmuniform|simple|normal|beta|polyexponential|discrete|ddimuniform|trailing|leading|linspace)$/;
/** The timesteps that a sampler takes by itself, by the names of A1111, ComfyUI and stable-diffusion.cpp. */
const PLAIN = /^(|automatic|default|normal|uniform|discrete|none|ddimuniform|ddim|linspace|leading)$/;

export interface ToldSampler {
  readonly sampler: SamplerName | null;
  readonly notTaken: readonly LeftOut[];
}

/**
 * The sampler here of a sampler there; what cannot be kept of it is in `notTaken`.
 * @param karrasByDefault what the writer takes for DPM++ 2M where no schedule is named: A1111 does from 1.9 on
 */
export function samplerOf(name: string, schedule: string, karrasByDefault = false): ToldSampler {
  let plain = plainName(name);
  let noise = plainName(schedule);
  const trailing = SUFFIX.exec(plain)?.[1];
  // "euler_a discrete", "DPM++ 2M Karras", "dpmpp_2m_k" (InvokeAI), "k_euler" (k-diffusion's).
  if (trailing !== undefined && SAMPLERS[plain] === undefined) {
    plain = plain.slice(0, -trailing.length);
    if (PLAIN.test(noise)) noise = trailing;
  } else if (/[_-]k$/i.test(name.trim())) {
    plain = plain.slice(0, -1);
    noise = 'karras';
  }
  const sampler = SAMPLERS[plain] ?? SAMPLERS[plain.replace(/^(sample|k)/, '')] ?? null;
  if (sampler === null)
    return { sampler, notTaken: [{ name: 'Sampler', value: schedule === '' ? name : `${name}, ${schedule}` }] };
  // Some writers have one list for both.
  if (noise === plainName(name)) noise = '';
  if (sampler === 'dpmpp-2m') {
    const automatic = noise === '' || noise === 'automatic';
    if (noise === 'karras' || (automatic && karrasByDefault)) return { sampler: 'dpmpp-2m-karras', notTaken: [] };
  }
  // diffusers' word for it, and A1111's and ComfyUI's.
  if (noise === 'sgmuniform' || noise === 'trailing') {
    if (sampler === 'ddim') return { sampler: 'ddim-sgm-uniform', notTaken: [] };
    if (sampler === 'euler') return { sampler: 'euler-sgm-uniform', notTaken: [] };
  }
  return { sampler, notTaken: PLAIN.test(noise) ? [] : [{ name: 'Schedule type', value: schedule || noise }] };
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('dpmpp', 'dpm')
    .replaceAll(/[^a-z0-9]/g, '');
}
