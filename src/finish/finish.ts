// The finish: what it is at first, and which one holds. Pure.
import type { FinishName, PackInfo } from '../../workers/engine/api.ts';
import { EMBEDDED } from '../machine/embedded.ts';
import type { Finish } from '../state/finish.ts';

export const COLOURS_RANGE = { min: 2, max: 32 } as const;
export const GAP_RANGE = { min: 0, max: 8 } as const;

/** The finish that holds: what the user chose, else what the pack says; before any pack has loaded, what the page's own one says. */
export function finishName({ name }: Pick<Finish, 'name'>, pack: Pick<PackInfo, 'defaults'> | null): FinishName {
  return name ?? (pack ?? EMBEDDED).defaults.finish;
}
