// What the user does to the drawing and the tools. Every change can be undone.
import { push, redo as redoStep, undo as undoStep } from '../drawing/history.ts';
import { EMPTY_DRAWING, type Drawing, type Stroke } from '../drawing/strokes.ts';
import { store } from '../store/store.ts';
import type { ToolName } from '../store/types.ts';

export const BRUSH_RANGE = { min: 4, max: 160 } as const;

/** Puts a new drawing in the place of the present one. */
export function setDrawing(drawing: Drawing): void {
  store.setState((state) => ({ drawing: push(state.drawing, drawing) }));
}

export function commitStroke(stroke: Stroke): void {
  const { present } = store.getState().drawing;
  setDrawing({ ...present, strokes: [...present.strokes, stroke] });
}

export function undo(): void {
  store.setState((state) => ({ drawing: undoStep(state.drawing) }));
}

export function redo(): void {
  store.setState((state) => ({ drawing: redoStep(state.drawing) }));
}

export function clear(): void {
  const { present } = store.getState().drawing;
  if (present.strokes.length > 0 || present.image) setDrawing(EMPTY_DRAWING);
}

/** Swaps light and dark of the picture under the strokes. */
export function invertImage(): void {
  const { present } = store.getState().drawing;
  if (present.image) setDrawing({ ...present, image: { ...present.image, inverted: !present.image.inverted } });
}

export function setTool(tool: ToolName): void {
  store.setState({ tool });
}

/** Sets the size of the tool in the hand, in paper units. */
export function setBrush(size: number): void {
  const { min, max } = BRUSH_RANGE;
  const fit = Math.round(Math.max(min, Math.min(max, size)));
  store.setState((state) => ({ brush: { ...state.brush, [state.tool]: fit } }));
}

/** Grows or shrinks the brush by a quarter. */
export function stepBrush(direction: 1 | -1): void {
  const { tool, brush } = store.getState();
  const step = Math.max(2, brush[tool] * 0.25);
  setBrush(brush[tool] + direction * step);
}
