// What the net will see: the drawing, or the photo panel's map in its place. Pure.
import type { MapInfo } from '../photo/types.ts';
import type { AppState } from './types.ts';

/** The map that is the hint; null while the drawing is. */
export function hintMap({ drawing, photo }: Pick<AppState, 'drawing' | 'photo'>): MapInfo | null {
  return drawing.present.hint === 'map' ? photo.map : null;
}
