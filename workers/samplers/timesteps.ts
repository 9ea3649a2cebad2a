// Which training timesteps a run visits: diffusers' three spacings (https://arxiv.org/abs/2305.08891, table 2). Pure.
import { AppError } from '../errors.ts';
import type { Settings } from './settings.ts';

/** `count` values from `start` to `stop`, both included. numpy.linspace */
export function linspace(start: number, stop: number, count: number): number[] {
  const step = (stop - start) / (count - 1);
  return Array.from({ length: count }, (_, i) =>
    i > 0 && i === count - 1 ? stop : i === 0 ? start : start + i * step,
  );
}

/** Rounds ties to even. numpy.round */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/**
 * Timesteps from noisy to clean, not rounded. `ends` is 1 for the multistep solvers, which take the schedule's last
 * timestep for the end of the run and so divide the way into one part more.
 * @throws AppError `bad-input` for more steps than the model was trained with
 */
export function spacedTimesteps({ trainSteps, spacing, offset }: Settings, steps: number, ends: 0 | 1 = 0): number[] {
  const parts = steps + ends;
  if (!Number.isInteger(steps) || steps < 1 || steps > trainSteps - ends) {
    throw new AppError('bad-input', `${steps} steps: this model takes 1 to ${trainSteps - ends}.`);
  }
  switch (spacing) {
    case 'linspace':
      return linspace(0, trainSteps - 1, parts)
        .reverse()
        .slice(0, steps);
    case 'leading': {
      const ratio = Math.floor(trainSteps / parts);
      return Array.from({ length: steps }, (_, i) => (parts - 1 - i) * ratio + offset);
    }
    case 'trailing': {
      const delta = trainSteps - trainSteps / steps - trainSteps; // as numpy.arange rounds it
      return Array.from({ length: steps }, (_, i) => roundHalfEven(trainSteps + i * delta) - 1);
    }
  }
}
