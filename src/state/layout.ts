// What of the window is seen: the inspector, the pane in front, and only the panes for a projector.
import { rememberFold } from './folds.ts';
import { store } from './store.ts';

export function toggleInspector(): void {
  const inspector = !store.getState().inspector;
  store.setState({ inspector });
  rememberFold('inspector', inspector);
}

/** Opens the layers in the inspector, or folds them where they are in sight. */
export function toggleLayers(): void {
  const { inspector, unfolded } = store.getState();
  const seen = inspector && unfolded === 'layers';
  store.setState({ unfolded: seen ? null : 'layers', inspector: true });
}

/** Brings the other of paper and picture to the front, where only one of them can be large. */
export function swapFront(): void {
  store.setState(({ front }) => ({ front: front === 'paper' ? 'picture' : 'paper' }));
}

export function toggleBare(): void {
  store.setState(({ bare }) => ({ bare: !bare }));
}
