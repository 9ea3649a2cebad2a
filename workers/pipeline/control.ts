// How strongly and when each ControlNet acts: the field's modes as numbers. Pure.
import type { ControlMode, ControlUnit } from './job.ts';

/** sd-webui-controlnet's "soft" weighting: each residual counts this much less than the next deeper one. */
const SOFT_DECAY = 0.825;

/**
 * The factor of each residual, shallowest first, the mid block last (13 for SD 1.5): the unit's weight times the mode's
 * shape. `positive` is as the net was trained, like `balanced`. `prompt` and `control` fade the shallow residuals by 0.825 a level (sd-webui-controlnet); `guess` spaces them
 * logarithmically from 0.1 to 1 (diffusers' guess_mode).
 */
export function residualScales(mode: ControlMode, weight: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => weight * shape(mode, i, count));
}

function shape(mode: ControlMode, i: number, count: number): number {
  switch (mode) {
    case 'balanced':
    case 'positive':
      return 1;
    case 'prompt':
    case 'control':
      return SOFT_DECAY ** (count - 1 - i);
    case 'guess':
      return count === 1 ? 1 : 10 ** (i / (count - 1) - 1);
  }
}

/** sd-webui-controlnet's soft weighting of a T2I-Adapter's four levels, finest first. */
const SOFT_LEVELS = [0.25, 0.62, 0.825, 1];

/** The factor of each level of a T2I-Adapter, finest first: weighed as a net's residuals, but for the softened modes' own row. */
export function adapterScales(mode: ControlMode, weight: number, levels: number): Float32Array {
  if (mode !== 'prompt' && mode !== 'control') return residualScales(mode, weight, levels);
  return Float32Array.from(
    { length: levels },
    (_, i) => weight * (SOFT_LEVELS[SOFT_LEVELS.length - levels + i] ?? SOFT_LEVELS[0]),
  );
}

/**
 * Whether the net acts on the conditional half of the batch only, leaving the unconditional half without residuals. Guidance
 * then strengthens the hint with the words, and each step runs the net once. `positive` is what ComfyUI does where only the
 * positive prompt goes through the net.
 */
export function actsOnCondOnly(mode: ControlMode): boolean {
  return mode === 'control' || mode === 'positive' || mode === 'guess';
}

/** Whether the unit acts at step `i` of `steps` (diffusers' controlnet_keep). */
export function isActive({ start, end }: Pick<ControlUnit, 'start' | 'end'>, i: number, steps: number): boolean {
  return i / steps >= start && (i + 1) / steps <= end;
}

/** Whether there is a step at which the unit does not act, so that the graph must be able to skip the net. */
export function isWindowed(unit: Pick<ControlUnit, 'start' | 'end'>, steps: number): boolean {
  return !isActive(unit, 0, steps) || !isActive(unit, steps - 1, steps);
}
