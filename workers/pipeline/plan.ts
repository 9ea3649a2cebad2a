// What a job needs of a pack, decided before anything runs. Pure: throws `bad-input` for what cannot be done.
import { AppError } from '../errors.ts';
import { actsOnCondOnly, isWindowed } from './control.ts';
import type { ControlUnit, Job } from './job.ts';

/** The facts of a loaded pack that planning needs. */
export interface PackFacts {
  readonly controlNets: readonly string[];
  /** Those that pool their residuals: diffusers runs them in guess mode, with flat scales. */
  readonly pooledNets: readonly string[];
  /** T2I-Adapters, which units name as they do nets. */
  readonly adapterNets?: readonly string[];
  /** Pixels per latent cell, 8 for SD. */
  readonly vaeFactor: number;
  /** Picture sides must be multiples of this. */
  readonly sizeMultiple: number;
  /** The UNet takes the guidance scale as an input (LCM) instead of running twice. */
  readonly distilledGuidance: boolean;
}

export interface PlannedNet {
  /** The net's name, with `#2`, `#3` ... where several units use one net. */
  readonly name: string;
  readonly net: string;
  readonly unit: ControlUnit;
  readonly mode: 'all' | 'cond';
  readonly windowed: boolean;
}

export interface Plan {
  readonly guidance: boolean;
  /** Guidance's result is brought back to the contrast of the conditional one. */
  readonly rescale: boolean;
  readonly height: number;
  readonly width: number;
  /** Denoising steps that really run (img2img skips the first ones). */
  readonly steps: number;
  readonly nets: readonly PlannedNet[];
  /** T2I-Adapters: they run once a picture, and nothing of them is windowed. */
  readonly adapters: readonly PlannedNet[];
}

/** Units of weight 0 are left out: they would only cost time. */
export function plan(job: Job, pack: PackFacts): Plan {
  checkSize(job, pack);
  if (job.mask && !job.init)
    throw new AppError('bad-input', 'A mask needs an image to repaint.', 'Give `init` as well.');
  const guidance = job.guidanceScale > 1 && !pack.distilledGuidance;
  const steps = job.init ? Math.min(Math.trunc(job.steps * job.init.strength), job.steps) : job.steps;
  if (steps < 1)
    throw new AppError(
      'bad-input',
      'Nothing to do: strength times steps is less than one step.',
      'Raise the strength or the steps.',
    );
  const units = planNets(job, pack, guidance, steps);
  const isAdapter = ({ net }: PlannedNet): boolean => pack.adapterNets?.includes(net) ?? false;
  return {
    guidance,
    rescale: guidance && job.guidanceRescale > 0,
    height: job.height / pack.vaeFactor,
    width: job.width / pack.vaeFactor,
    steps,
    nets: units.filter((unit) => !isAdapter(unit)),
    adapters: units.filter(isAdapter),
  };
}

function planNets(job: Job, pack: PackFacts, guidance: boolean, steps: number): readonly PlannedNet[] {
  const known = [...pack.controlNets, ...(pack.adapterNets ?? [])];
  return job.controls
    .filter((unit) => unit.weight !== 0)
    .map((unit, i, units) => {
      if (!known.includes(unit.net)) {
        throw new AppError(
          'bad-input',
          `There is no ControlNet named "${unit.net}".`,
          `This pack has: ${known.join(', ') || 'none'}.`,
        );
      }
      const pooled = pack.pooledNets.includes(unit.net);
      const nth = units.slice(0, i).filter(({ net }) => net === unit.net).length + 1;
      return {
        name: nth === 1 ? unit.net : `${unit.net}#${nth}`,
        net: unit.net,
        unit: pooled && unit.mode === 'guess' ? { ...unit, mode: 'balanced' as const } : unit,
        mode: guidance && (pooled || actsOnCondOnly(unit.mode)) ? ('cond' as const) : ('all' as const),
        windowed: isWindowed(unit, steps),
      };
    });
}

function checkSize({ width, height }: Job, { sizeMultiple }: PackFacts): void {
  for (const [name, side] of Object.entries({ width, height })) {
    if (!Number.isInteger(side) || side < sizeMultiple || side % sizeMultiple !== 0 || side > MAX_SIDE) {
      throw new AppError(
        'bad-input',
        `The ${name} ${side} cannot be used.`,
        `Choose a multiple of ${sizeMultiple} up to ${MAX_SIDE}.`,
      );
    }
  }
}

/** Attention at this size already needs several GB; larger is surely a mistake. */
const MAX_SIDE = 2048;
