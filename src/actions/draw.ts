// What the user does to the drawing and the tools. Every change can be undone.
import {
  activeLayer,
  type Document,
  EMPTY_DOCUMENT,
  isEmpty,
  type Layer,
  withItem,
  withLayer,
} from '../drawing/document.ts';
import { push, redo as redoStep, undo as undoStep } from '../drawing/history.ts';
import type { Item } from '../drawing/items.ts';
import { encodeItem, parseItem } from '../drawing/itemWire.ts';
import { store } from '../store/store.ts';
import type { ToolName } from '../store/types.ts';

export const BRUSH_RANGE = { min: 4, max: 160 } as const;

/** Puts a new drawing in the place of the present one. */
export function setDrawing(drawing: Document): void {
  store.setState((state) => ({ drawing: push(state.drawing, drawing) }));
}

/** Adds what the hand has drawn to the active layer, in the numbers that storage and links carry: it comes back to the bit. */
export function commitItem(item: Item): void {
  setDrawing(withItem(store.getState().drawing.present, parseItem(encodeItem(item)) ?? item));
}

export function undo(): void {
  store.setState((state) => ({ drawing: undoStep(state.drawing) }));
}

export function redo(): void {
  store.setState((state) => ({ drawing: redoStep(state.drawing) }));
}

export function clear(): void {
  const { present } = store.getState().drawing;
  if (!isEmpty(present) || present.layers.length > 1) setDrawing(EMPTY_DOCUMENT);
}

/** Swaps light and dark of the active layer's picture, or else of the topmost one. */
export function invertImage(): void {
  const { present } = store.getState().drawing;
  const active = activeLayer(present);
  const picture = active.kind === 'ink' ? present.layers.findLast(({ kind }) => kind !== 'ink') : active;
  if (!picture) return;
  const flip = (layer: Layer): Layer => (layer.kind === 'ink' ? layer : { ...layer, inverted: !layer.inverted });
  setDrawing(withLayer(present, picture.id, flip));
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
