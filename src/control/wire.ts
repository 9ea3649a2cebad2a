// Units, start picture and mask as JSON, for storage, project files and links: a pure pair. What is parsed is foreign input.
import { CONTROL_MODES, RESIZE_MODES } from '../../workers/engine/api.ts';
import { MAP_KINDS } from '../photo/nets.ts';
import { encodeMask, parseMask } from './maskWire.ts';
import { isRecord, numberIn, shortText } from './foreign.ts';
import type { Control, PictureRef, Start, Unit, UnitSource } from '../state/control.ts';
import { INITIAL_CONTROL, MAX_UNITS, newUnit, NO_START, withUnit } from '../state/units.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Of pictures only the references; `picturesOf` names those that must travel beside. */
export function encodeControl({ units, start, mask }: Control): Json {
  return {
    units: units.map((unit) => ({ ...unit, source: encodeSource(unit.source) })),
    start: { source: encodeStart(start.source), strength: start.strength },
    mask: encodeMask(mask),
  };
}

/** Whatever of a value can be used; what was there at first for the rest. */
export function parseControl(value: unknown): Control {
  if (!isRecord(value)) return INITIAL_CONTROL;
  const { units } = value;
  return {
    units: Array.isArray(units) ? distinct(units.slice(0, MAX_UNITS).map(parseUnit)) : INITIAL_CONTROL.units,
    start: parseStart(value['start']),
    mask: parseMask(value['mask']),
  };
}

/** What links held before there were units: a weight among the settings. */
export function controlOfBefore(controlWeight: unknown): Control {
  const weight = numberIn(controlWeight, 0, 2);
  return { ...INITIAL_CONTROL, units: withUnit(INITIAL_CONTROL.units, 'first', { weight }) };
}

/** Ids of all pictures that the control refers to. */
export function picturesOf({ units, start }: Control): readonly string[] {
  const ofUnits = units.flatMap(({ source }) =>
    source.kind === 'file' ? [source.file.id, ...(source.map ? [source.map.id] : [])] : [],
  );
  return [...new Set([...ofUnits, ...(start.source.kind === 'picture' ? [start.source.picture.id] : [])])];
}

function encodeSource(source: UnitSource): Json {
  if (source.kind !== 'file') return { ...source };
  return { ...source, file: { ...source.file }, map: source.map && { ...source.map } };
}

function encodeStart(source: Start['source']): Json {
  return source.kind === 'picture' ? { ...source, picture: { ...source.picture } } : { ...source };
}

function parseUnit(value: unknown, index: number): Unit | null {
  if (!isRecord(value)) return null;
  const source = parseSource(value['source']);
  if (!source) return null;
  const usual = newUnit(shortText(value['id']) ?? `unit-${index}`, source);
  const start = numberIn(value['start'], 0, 1) ?? 0;
  return {
    ...usual,
    on: value['on'] !== false,
    net: shortText(value['net']),
    weight: numberIn(value['weight'], 0, 2),
    start,
    end: numberIn(value['end'], start, 1) ?? 1,
    mode: CONTROL_MODES.find((mode) => mode === value['mode']) ?? usual.mode,
    resize: RESIZE_MODES.find((mode) => mode === value['resize']) ?? usual.resize,
  };
}

/** Sound units only, each with an id of its own. */
function distinct(units: readonly (Unit | null)[]): readonly Unit[] {
  const seen = new Set<string>();
  return units.flatMap((unit, index) => {
    if (!unit) return [];
    const id = seen.has(unit.id) ? `unit-${index}-again` : unit.id;
    seen.add(id);
    return [{ ...unit, id }];
  });
}

function parseSource(value: unknown): UnitSource | null {
  if (!isRecord(value)) return null;
  const layer = shortText(value['layer']);
  switch (value['kind']) {
    case 'drawing':
      return { kind: 'drawing' };
    case 'map':
      return { kind: 'map' };
    case 'layer':
      return layer === null ? null : { kind: 'layer', layer };
    case 'file': {
      const file = parsePicture(value['file']);
      const preprocessor = MAP_KINDS.find((name) => name === value['preprocessor']) ?? 'none';
      return file && { kind: 'file', file, preprocessor, map: parsePicture(value['map']) };
    }
    default:
      return null;
  }
}

function parseStart(value: unknown): Start {
  if (!isRecord(value)) return NO_START;
  return {
    source: parseStartSource(value['source']),
    strength: numberIn(value['strength'], 0, 1) ?? NO_START.strength,
  };
}

function parseStartSource(value: unknown): Start['source'] {
  if (!isRecord(value)) return NO_START.source;
  if (value['kind'] === 'drawing') return { kind: 'drawing' };
  const picture = parsePicture(value['picture']);
  const from = (['result', 'photo', 'file'] as const).find((each) => each === value['from']);
  return value['kind'] === 'picture' && picture && from ? { kind: 'picture', picture, from } : NO_START.source;
}

function parsePicture(value: unknown): PictureRef | null {
  if (!isRecord(value)) return null;
  const id = shortText(value['id']);
  const width = numberIn(value['width'], 1, 8192);
  const height = numberIn(value['height'], 1, 8192);
  if (id === null || width === null || height === null) return null;
  return { id, width, height, name: shortText(value['name']) ?? '' };
}
