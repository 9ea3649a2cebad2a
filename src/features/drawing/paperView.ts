// How the user moves the paper under its window by keys and buttons; gestures are the canvas' own.
import { FIT, type View, ZOOM_RANGE } from '../../drawing/view.ts';
import { store } from '../../state/store.ts';

const STEP = 1.25;

export function setView(paperView: View): void {
  store.setState({ paperView });
}

/** Nearer or farther around the middle. */
export function stepZoom(direction: 1 | -1): void {
  const { paperView: view } = store.getState();
  const zoom = Math.max(ZOOM_RANGE.min, Math.min(ZOOM_RANGE.max, view.zoom * STEP ** direction));
  // Past the whole paper by a step or less is the whole paper.
  const passes = view.zoom !== 1 && Math.abs(Math.log(zoom)) < Math.log(STEP) / 2;
  setView(passes ? { ...view, zoom: 1, x: 0, y: 0 } : { ...view, zoom });
}

/** The whole paper, upright. */
export function fitView(): void {
  setView(FIT);
}
