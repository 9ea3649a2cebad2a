// What the user does to control units.
import type { Unit } from '../control/types.ts';
import { withUnit } from '../control/units.ts';
import { store } from '../store/store.ts';

/** Changes some fields of a unit. */
export function setUnit(id: string, part: Partial<Omit<Unit, 'id'>>): void {
  store.setState(({ units }) => ({ units: withUnit(units, id, part) }));
}
