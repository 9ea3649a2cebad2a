// The table of samplers; the compiler asks for a missing one.
import { ddim, ddimSgmUniform } from './ddim.ts';
import { dpmpp2m, dpmpp2mKarras } from './dpmpp2m.ts';
import { euler, eulerSgmUniform } from './euler.ts';
import { eulerAncestral } from './eulerAncestral.ts';
import { lcm } from './lcm.ts';
import type { Sampler, SamplerName } from './types.ts';
import { unipc } from './unipc.ts';

export const SAMPLERS = {
  ddim,
  'ddim-sgm-uniform': ddimSgmUniform,
  euler,
  'euler-sgm-uniform': eulerSgmUniform,
  'euler-a': eulerAncestral,
  'dpmpp-2m': dpmpp2m,
  'dpmpp-2m-karras': dpmpp2mKarras,
  unipc,
  lcm,
} satisfies Record<SamplerName, Sampler>;
