// What the user does to the drawing and with the tools. Every change of the drawing can be undone.
import { withColoursFollowed } from '../../drawing/colours.ts';
import {
  activeLayer,
  type Document,
  EMPTY_DOCUMENT,
  isEmpty,
  type Layer,
  withColour,
  withItem,
  withLayer,
} from '../../drawing/document.ts';
import { push, redo as redoStep, replace, undo as undoStep } from '../../drawing/history.ts';
import type { Item } from '../../drawing/items.ts';
import { encodeItem, parseItem } from '../../drawing/itemWire.ts';
import type { ToolName } from '../../drawing/tools.ts';
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import type { AppState, BrushName } from '../../state/types.ts';
import { notify, withdrawStep } from '../../notices/notice.ts';

export const BRUSH_RANGE = { min: 2, max: 200 } as const;
/** Changes of the same thing within this are undone in one step. */
const ONE_STEP_MS = 1000;

let last: { readonly thing: string; readonly at: number; readonly present: Document } | null = null;

/**
 * Puts a new drawing in the place of the present one.
 * @param thing what a slider moves, say: a run of changes to the same thing is one step.
 * @param withinMs how soon a change must follow the one before to be of that step
 */
export function setDrawing(drawing: Document, thing?: string, withinMs = ONE_STEP_MS): void {
  const { present } = store.getState().drawing;
  const now = performance.now();
  const goesOn = thing !== undefined && last?.thing === thing && last.present === present && now - last.at < withinMs;
  store.setState((state) => ({ drawing: (goesOn ? replace : push)(state.drawing, drawing) }));
  last = thing === undefined ? null : { thing, at: now, present: drawing };
}

/**
 * Adds what the hand has drawn to the active layer, in the numbers that storage and links carry: it comes back to the bit.
 * `under`: lines stay on top of it. A hidden layer takes nothing that nobody could see.
 */
export function commitItem(item: Item, under = false): void {
  const { present } = store.getState().drawing;
  if (!activeLayer(present).shown) return notify(t('canvas:hiddenLayer'));
  setDrawing((under ? withColour : withItem)(present, parseItem(encodeItem(item)) ?? item));
}

export function undo(): void {
  withdrawStep(store.getState().drawing.present);
  store.setState((state) => ({ drawing: undoStep(state.drawing) }));
}

export function redo(): void {
  store.setState((state) => ({ drawing: redoStep(state.drawing) }));
}

export function clear(): void {
  const { present } = store.getState().drawing;
  withdrawStep(present);
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

/** Takes a colour for what is drawn next; null: the paper's ink. The eraser is put away. */
export function setColour(colour: string | null): void {
  store.setState(({ tool }) => ({ colour, tool: tool === 'eraser' || tool === 'pick' ? 'pen' : tool }));
}

/** Whether pictures follow the drawing's colours; undone like any change of the drawing. */
export function followColours(followed: boolean): void {
  setDrawing(withColoursFollowed(store.getState().drawing.present, followed));
}

export function toggleUnfolded(part: 'layers' | 'colours'): void {
  store.setState(({ unfolded }) => ({ unfolded: unfolded === part ? null : part }));
}

export function setUnfolded(part: 'layers' | 'colours', open: boolean): void {
  store.setState(({ unfolded }) => ({ unfolded: open ? part : unfolded === part ? null : unfolded }));
}

/** The brush of the tool in the hand. */
export function brushOf({ tool }: Pick<AppState, 'tool'>): BrushName {
  return tool === 'eraser' ? 'eraser' : 'pen';
}

/** Sets the size of the brush in the hand, in paper units. */
export function setBrush(size: number): void {
  const { min, max } = BRUSH_RANGE;
  const fit = Math.round(Math.max(min, Math.min(max, size)));
  store.setState((state) => ({ brush: { ...state.brush, [brushOf(state)]: fit } }));
}

/** Grows or shrinks the brush by a quarter, or by the given share. */
export function stepBrush(direction: 1 | -1, share = 0.25): void {
  const state = store.getState();
  const size = state.brush[brushOf(state)];
  setBrush(size + direction * Math.max(1, size * share));
}
