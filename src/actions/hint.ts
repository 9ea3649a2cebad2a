// Which of the two is the hint: the drawing or the photo panel's map. Can be undone like any change of the drawing.
import { store } from '../store/store.ts';
import { setDrawing } from './draw.ts';

export function setHint(hint: 'map' | 'drawing'): void {
  const { strokes, image } = store.getState().drawing.present;
  setDrawing({ strokes, image, ...(hint === 'map' && { hint }) });
}
