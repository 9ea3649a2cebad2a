// The hand and the tool in it: from movements on the paper to items, and to what they do to the page.
import { brushOf, commitItem, setColour } from '../features/drawing/draw.ts';
import { activeLayer, withItem } from '../drawing/document.ts';
import { hand } from '../drawing/inHand.ts';
import type { Item } from '../drawing/items.ts';
import type { Point } from '../drawing/strokes.ts';
import { store } from '../state/store.ts';
import { eraser } from './tools/eraser.ts';
import { TOOLS } from './tools/list.ts';
import type { Gesture, Tool } from './tools/types.ts';

export class Hand {
  private readonly onChange: () => void;
  private readonly paper: () => { readonly width: number; readonly height: number };
  private movement: { readonly tool: Tool; readonly measured: boolean; readonly points: Point[] } | null = null;
  private ahead: readonly Point[] = [];
  private even = false;

  constructor(paper: Hand['paper'], onChange: () => void) {
    this.paper = paper;
    this.onChange = onChange;
  }

  get busy(): boolean {
    return this.movement !== null;
  }

  start(point: Point, measured: boolean, turned = false): void {
    this.movement = { tool: turned ? eraser : TOOLS[store.getState().tool], measured, points: [point] };
    this.ahead = [];
    this.changed();
  }

  /** `ahead` is shown and then forgotten. */
  move(points: readonly Point[], ahead: readonly Point[] = []): void {
    this.movement?.points.push(...points);
    this.ahead = ahead;
    this.changed();
  }

  setEven(even: boolean): void {
    if (even === this.even) return;
    this.even = even;
    if (this.movement) this.changed();
  }

  end(): void {
    const { movement } = this;
    const item = this.item();
    this.cancel();
    if (item) return commitItem(item);
    const first = movement?.points[0];
    if (!first || !movement.tool.press) return;
    const { colour, drawing } = store.getState();
    const outcome = movement.tool.press({
      at: [first[0], first[1]],
      colour,
      document: drawing.present,
      paper: this.paper(),
    });
    if (outcome && 'item' in outcome) commitItem(outcome.item, outcome.under);
    else if (outcome) setColour(outcome.colour);
  }

  cancel(): void {
    this.movement = null;
    this.ahead = [];
    hand.tell(null);
    this.onChange();
  }

  /** What is in the hand, as it is to be shown; null where nobody would see it. */
  shown(): Item | null {
    return activeLayer(store.getState().drawing.present).shown ? this.item(this.ahead) : null;
  }

  private item(ahead: readonly Point[] = []): Item | null {
    const { movement } = this;
    if (!movement) return null;
    const state = store.getState();
    const { tool, measured, points } = movement;
    const size = state.brush[tool === eraser ? 'eraser' : brushOf(state)];
    const all = ahead.length > 0 ? [...points, ...ahead] : points;
    const gesture: Gesture = { points: all, measured, even: this.even, size, colour: state.colour };
    return tool.draw?.(gesture) ?? null;
  }

  private changed(): void {
    const item = this.item();
    // Whoever draws along sees the stroke before it is finished; its points go on growing here.
    const own = item && 'points' in item ? { ...item, points: [...item.points] } : item;
    if (own) hand.tell(withItem(store.getState().drawing.present, own));
    this.onChange();
  }
}
