// What the user does to control units: the list of them, and a unit's fields.
import type { Unit, UnitSource } from '../../state/control.ts';
import { inserted, MAX_UNITS, moved, newUnit, withUnit } from '../../state/units.ts';
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';

/** Changes some fields of a unit. */
export function setUnit(id: string, part: Partial<Omit<Unit, 'id'>>): void {
  store.setState(({ units }) => ({ units: withUnit(units, id, part) }));
}

/** Adds a unit at the end, of the source that no unit looks at yet; its id, or null where there are enough. */
export function addUnit(source: UnitSource = freshSource()): string | null {
  const { units } = store.getState();
  if (units.length >= MAX_UNITS) {
    notify(t('control:enough', { count: MAX_UNITS }));
    return null;
  }
  const unit = newUnit(crypto.randomUUID(), source);
  store.setState({ units: [...units, unit] });
  return unit.id;
}

function freshSource(): UnitSource {
  const { units, photo } = store.getState();
  const used = (kind: UnitSource['kind']): boolean => units.some(({ source }) => source.kind === kind);
  return used('drawing') && photo.map && !used('map') ? { kind: 'map' } : { kind: 'drawing' };
}

/** Takes a unit away; a notice offers to bring it back to where it was. */
export function removeUnit(id: string): void {
  const { units } = store.getState();
  const at = units.findIndex((unit) => unit.id === id);
  const unit = units[at];
  if (!unit) return;
  store.setState({ units: units.filter((each) => each !== unit) });
  notify(t('control:removed'), {
    label: t('common:undo'),
    run: () => store.setState((now) => ({ units: inserted(now.units, unit, Math.min(at, now.units.length)) })),
  });
}

/** Adds another one like it, right behind it; its id, or null where there are enough. */
export function duplicateUnit(id: string): string | null {
  const { units } = store.getState();
  const at = units.findIndex((unit) => unit.id === id);
  const unit = units[at];
  if (!unit) return null;
  if (units.length >= MAX_UNITS) {
    notify(t('control:enough', { count: MAX_UNITS }));
    return null;
  }
  const copy = { ...unit, id: crypto.randomUUID() };
  store.setState({ units: inserted(units, copy, at + 1) });
  return copy.id;
}

/** Moves a unit `by` places down (negative: up). */
export function moveUnit(id: string, by: number): void {
  store.setState(({ units }) => ({ units: moved(units, id, by) }));
}
