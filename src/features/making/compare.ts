// Comparing two pictures, or a picture with the drawing, in the result's place.
import { isBlank } from '../../drawing/document.ts';
import type { Side } from '../../state/jobTypes.ts';
import { store } from '../../state/store.ts';

/** Compares the shown picture with the drawing it came from, or without one with the picture before it. */
function startCompare(at: number): void {
  const { result, recent, drawing } = store.getState();
  if (!result) return;
  const before = recent.find(({ id }) => id !== result.id)?.id;
  const left: Side = isBlank(drawing.present) && before ? before : 'drawing';
  store.setState({ view: { kind: 'compare', left, right: result.id, at } });
}

export function endCompare(): void {
  store.setState({ view: { kind: 'picture' } });
}

/** Moves the line between the two to where `at` percent of the left one are seen; begins a comparison where there is none. */
export function wipe(at: number): void {
  const { view } = store.getState();
  const share = Math.max(0, Math.min(100, Math.round(at)));
  if (view.kind === 'compare') store.setState({ view: { ...view, at: share } });
  else startCompare(share);
}

export function setSide(which: 'left' | 'right', side: Side): void {
  store.setState(({ view }) => (view.kind === 'compare' ? { view: { ...view, [which]: side } } : {}));
}

export function toggleCompare(): void {
  if (store.getState().view.kind === 'compare') endCompare();
  else startCompare(50);
}
