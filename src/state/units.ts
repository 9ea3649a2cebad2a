// Lists of control units: what they are at first and what is done to them. Pure.
import type { Control, Mask, Start, Unit, UnitSource } from './control.ts';

/** As many as a request takes. */
export const MAX_UNITS = 8;

export const NO_MASK: Mask = { on: false, inverted: false, blur: 0, strokes: [] };
export const NO_START: Start = { source: { kind: 'none' }, strength: 0.75 };

/** A unit that looks at the drawing, its net found by itself. */
export function newUnit(id: string, source: UnitSource = { kind: 'drawing' }): Unit {
  return { id, on: true, source, net: null, weight: null, start: 0, end: 1, mode: null, resize: 'crop' };
}

export const INITIAL_CONTROL: Control = { units: [newUnit('first')], start: NO_START, mask: NO_MASK };

/** The list with some fields of one unit changed. */
export function withUnit(units: readonly Unit[], id: string, part: Partial<Omit<Unit, 'id'>>): readonly Unit[] {
  return units.map((unit) => (unit.id === id ? { ...unit, ...part } : unit));
}

/** The list with one unit `by` places further down (negative: up), as far as the list goes. */
export function moved(units: readonly Unit[], id: string, by: number): readonly Unit[] {
  const from = units.findIndex((unit) => unit.id === id);
  const unit = units[from];
  if (!unit) return units;
  const to = Math.max(0, Math.min(units.length - 1, from + by));
  if (to === from) return units;
  const rest = units.filter((each) => each.id !== id);
  return [...rest.slice(0, to), unit, ...rest.slice(to)];
}

/** The list with `unit` at a place; where it came back to after it was removed, say. */
export function inserted(units: readonly Unit[], unit: Unit, at: number): readonly Unit[] {
  return [...units.slice(0, at), unit, ...units.slice(at)];
}

/** True for a source that shows what is on the paper. */
export function isOfPaper({ kind }: UnitSource): boolean {
  return kind === 'drawing' || kind === 'layer';
}

/**
 * The list in which the photo panel's map is followed: a unit that looks at it is switched on, else the first one that looks
 * at the paper turns to it. `id` is the new unit's where there is neither.
 */
export function followingMap(units: readonly Unit[], id: string): readonly Unit[] {
  const source = { kind: 'map' } as const;
  const chosen = units.find((unit) => unit.source.kind === 'map') ?? units.find((unit) => isOfPaper(unit.source));
  if (chosen) return withUnit(units, chosen.id, { on: true, source });
  return [...units.slice(0, MAX_UNITS - 1), newUnit(id, source)];
}

/** The list in which a layer of the paper is followed in the map's place, else in the drawing's. `id` is as above. */
export function followingLayer(units: readonly Unit[], layer: string, id: string): readonly Unit[] {
  const source = { kind: 'layer', layer } as const;
  const turned = followingMap(units, id);
  const unit = turned.find((each) => each.on && each.source.kind === 'map');
  return unit ? withUnit(turned, unit.id, { source }) : turned;
}

/**
 * The list in which the drawing is followed in the map's place: the first unit of the map turns to the drawing and
 * the rest are switched off, as are all where another unit follows the drawing already.
 */
export function followingDrawing(units: readonly Unit[]): readonly Unit[] {
  let followed = units.some(({ on, source }) => on && isOfPaper(source));
  return units.map((unit) => {
    if (unit.source.kind !== 'map') return unit;
    if (followed) return { ...unit, on: false };
    followed = true;
    return { ...unit, on: true, source: { kind: 'drawing' } };
  });
}
