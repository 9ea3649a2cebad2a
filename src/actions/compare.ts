// Comparing two pictures, or a picture with the drawing, in the result's place.
import { isBlank } from '../drawing/document.ts';
import type { Side } from '../jobs/types.ts';
import { store } from '../store/store.ts';

/** Compares the shown picture with the drawing it came from, or without one with the picture before it. */
export function startCompare(): void {
  const { result, recent, drawing } = store.getState();
  if (!result) return;
  const before = recent.find(({ id }) => id !== result.id)?.id;
  const left: Side = isBlank(drawing.present) && before ? before : 'drawing';
  store.setState({ view: { kind: 'compare', left, right: result.id } });
}

export function endCompare(): void {
  store.setState({ view: { kind: 'picture' } });
}

export function setSide(which: 'left' | 'right', side: Side): void {
  store.setState(({ view }) => (view.kind === 'compare' ? { view: { ...view, [which]: side } } : {}));
}

export function toggleCompare(): void {
  if (store.getState().view.kind === 'compare') endCompare();
  else startCompare();
}
