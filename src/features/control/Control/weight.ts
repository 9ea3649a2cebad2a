// A unit's weight as its sliders show it. Pure.
import type { PackInfo } from '../../../../workers/engine/api.ts';
import type { Unit } from '../../../state/control.ts';
import { EMBEDDED } from '../../../machine/embedded.ts';

export const WEIGHT_RANGE = { min: 0, max: 2, step: 0.05 } as const;

/** The unit's own weight, else the pack's. */
export function weightOf({ weight }: Unit, pack: PackInfo | null): number {
  return weight ?? (pack ?? EMBEDDED).defaults.controlWeight;
}
