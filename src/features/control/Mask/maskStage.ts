// The mask on a canvas and the stroke in the making; knows no React. Paints a stroke piece by piece while the hand moves.
import { paintMask, paintStrokes } from '../../../control/start.ts';
import type { Mask, MaskStroke } from '../../../state/control.ts';
import { NO_MASK } from '../../../state/units.ts';
import type { Place } from './maskInput.ts';
import type { Hand } from './MaskTools.tsx';

/** Points nearer than this to the last one are left out, in paper units. */
const NEAR = 3;

export class MaskStage {
  private readonly canvas: HTMLCanvasElement;
  private readonly onMask: (mask: Mask) => void;
  private mask = NO_MASK;
  private hand: Hand = { erase: false, size: 1 };
  private stroke: (MaskStroke & { readonly points: number[] }) | null = null;

  constructor(canvas: HTMLCanvasElement, onMask: (mask: Mask) => void) {
    this.canvas = canvas;
    this.onMask = onMask;
  }

  take(hand: Hand): void {
    this.hand = hand;
  }

  show(mask: Mask): void {
    this.mask = mask;
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    paintMask(context, mask, this.canvas, this.colour());
  }

  start([x, y]: Place): void {
    // After an inversion the strokes before it stay as they were: painting takes away from them.
    const erase = this.hand.erase !== this.mask.inverted;
    this.stroke = { erase, size: this.hand.size, points: [Math.round(x), Math.round(y)] };
    this.move([]);
  }

  move(places: readonly Place[]): void {
    const { stroke } = this;
    const context = this.canvas.getContext('2d');
    if (!stroke || !context) return;
    const from = stroke.points.length - 2;
    for (const [x, y] of places) {
      const [lastX = 0, lastY = 0] = stroke.points.slice(-2);
      if (Math.hypot(x - lastX, y - lastY) >= NEAR) stroke.points.push(Math.round(x), Math.round(y));
    }
    const more = { ...stroke, points: stroke.points.slice(from) };
    paintStrokes(context, [more], this.mask.inverted, this.canvas, this.colour());
  }

  end(): void {
    const { stroke } = this;
    this.stroke = null;
    if (stroke) this.onMask({ ...this.mask, strokes: [...this.mask.strokes, stroke] });
  }

  cancel(): void {
    this.stroke = null;
    this.show(this.mask);
  }

  /** The theme's, from the style sheet. */
  private colour(): string {
    return getComputedStyle(this.canvas).color;
  }
}
