// What each unit's net will see, and which net that is. Reads the state it is given; changes nothing.
import type { PackInfo, Pixels, ResizeMode } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { type Document, isBlank, type Layer } from '../drawing/document.ts';
import { renderHint } from '../drawing/render.ts';
import { type ChosenNet, MAP_KINDS, netFor } from '../photo/nets.ts';
import { mapOf } from '../photo/stock.ts';
import type { MapInfo } from '../photo/types.ts';
import type { AppState } from '../state/types.ts';
import { pictureOf } from './stock.ts';
import type { Unit } from '../state/control.ts';
import { isOfPaper } from '../state/units.ts';

/** What white lines on black are like. */
const LINES: PreprocessorName = 'threshold';

type Page = Pick<AppState, 'units' | 'drawing' | 'photo' | 'start'>;
interface Size {
  readonly width: number;
  readonly height: number;
}

/** True when the unit's source is there and has something in it. */
export function hasHint({ source }: Unit, { drawing, photo }: Pick<AppState, 'drawing' | 'photo'>): boolean {
  switch (source.kind) {
    case 'drawing':
      return !isBlank(drawing.present);
    case 'layer':
      return isFilled(layerOf(source.layer, drawing.present));
    case 'map':
      return photo.map !== null;
    case 'file':
      return pictureOf((source.preprocessor === 'none' ? source.file : source.map)?.id) !== null;
  }
}

/** The unit's hint; null when there is none. Those of the drawing are of the given size, others as they are. */
export function hintOf(unit: Unit, state: Page, { width, height }: Size): Pixels | null {
  if (!hasHint(unit, state)) return null;
  const { source } = unit;
  switch (source.kind) {
    case 'drawing':
      return renderHint(state.drawing.present, width, height);
    case 'layer':
      return renderHint(state.drawing.present, width, height, { layers: [source.layer] });
    case 'map':
      return mapOf(state.photo.map?.id)?.pixels ?? null;
    case 'file':
      return pictureOf((source.preprocessor === 'none' ? source.file : source.map)?.id);
  }
}

/** What kind of map the unit shows to its net. */
export function kindOf({ source }: Unit, { photo, drawing }: Pick<AppState, 'photo' | 'drawing'>): PreprocessorName {
  switch (source.kind) {
    case 'drawing':
      return LINES;
    case 'layer': {
      const layer = layerOf(source.layer, drawing.present);
      const map = layer?.kind === 'map' && !layer.lines ? layer.map : LINES;
      return MAP_KINDS.find((kind) => kind === map) ?? LINES;
    }
    case 'map':
      return photo.map?.kind ?? 'none';
    case 'file':
      return source.preprocessor;
  }
}

function layerOf(id: string, { layers }: Document): Layer | undefined {
  return layers.find((layer) => layer.id === id);
}

function isFilled(layer: Layer | undefined): boolean {
  return layer !== undefined && (layer.kind !== 'ink' || layer.items.length > 0);
}

/** How the unit's source is brought to the picture's shape. */
export function resizeOf({ source, resize }: Unit, { photo }: Pick<AppState, 'photo'>): ResizeMode {
  if (source.kind === 'map') return photo.resize;
  return isOfPaper(source) ? 'just' : resize;
}

export interface UnitNet extends ChosenNet {
  /** False where the net that was chosen by name is not in the pack and another one stands in for it. */
  readonly found: boolean;
}

/** The net that the unit goes to; null when the pack has none at all. */
export function netOf(
  unit: Unit,
  pack: Pick<PackInfo, 'controlNets'>,
  state: Pick<AppState, 'photo' | 'drawing'>,
): UnitNet | null {
  const usual = netFor(pack, kindOf(unit, state));
  if (unit.net === null) return usual && { ...usual, found: true };
  if (!pack.controlNets.some(({ name }) => name === unit.net)) return usual && { ...usual, found: false };
  // A net chosen by name is the user's own judgement.
  return { name: unit.net, fits: true, found: true };
}

/** The photo panel's map where pictures follow it and nothing of the paper; else null. */
export function hintMap({ units, photo, start }: Pick<Page, 'units' | 'photo' | 'start'>): MapInfo | null {
  const on = units.filter((unit) => unit.on);
  if (start.source.kind === 'drawing' || on.some(({ source }) => isOfPaper(source))) return null;
  return on.some(({ source }) => source.kind === 'map') ? photo.map : null;
}

/** True while some unit follows the photo panel's map. */
export function followsMap({ units, photo }: Pick<Page, 'units' | 'photo'>): boolean {
  return photo.map !== null && units.some(({ on, source }) => on && source.kind === 'map');
}
