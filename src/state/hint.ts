// Which of the two is the hint: the drawing or the photo panel's map.
import { followingDrawing, followingMap } from './units.ts';
import { store } from './store.ts';

/** Lets a unit look at the map, or lets the drawing take the map's place again. */
export function setHint(hint: 'map' | 'drawing'): void {
  store.setState(({ units }) => ({
    units: hint === 'map' ? followingMap(units, crypto.randomUUID()) : followingDrawing(units),
  }));
}
