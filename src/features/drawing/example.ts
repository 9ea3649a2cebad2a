// A first drawing within one click.
import { EXAMPLES } from '../../drawing/examples.ts';
import { store } from '../../state/store.ts';
import { setDrawing } from './draw.ts';

let next = 0;

/** Puts the next example on the paper; its words come along unless the user already wrote some. */
export function tryExample(): void {
  const example = EXAMPLES[next++ % EXAMPLES.length];
  if (!example) return;
  setDrawing(example.drawing);
  const { prompt } = store.getState();
  const ours = EXAMPLES.some((each) => each.prompt === prompt);
  if (prompt.trim() === '' || ours) store.setState({ prompt: example.prompt });
}
