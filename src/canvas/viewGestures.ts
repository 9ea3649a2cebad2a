// Gestures that move the paper under its window: dragging, two fingers, the wheel. They paint nothing.
import { stepBrush } from '../features/drawing/draw.ts';
import { dragged, pinched, twist, type View, zoomedAt } from '../drawing/view.ts';
import type { PaperWindow } from './paperWindow.ts';
import type { MoveHandlers } from './pointer.ts';
import { listenToWheel } from './wheel.ts';

/** Fingers must turn this far, in radians, before the paper turns with them. */
const TURN_FROM = 0.25;

/** The paper in one hand or two. @param holds whether a press now takes hold of it */
export function viewGestures(
  target: HTMLElement,
  window: PaperWindow,
  { holds, fingerHolds, begin }: Pick<MoveHandlers, 'holds' | 'fingerHolds' | 'begin'>,
): Omit<MoveHandlers, 'pen'> {
  let held: { readonly view: View; turning: boolean } | null = null;
  return {
    holds,
    fingerHolds,
    begin: () => {
      begin();
      held = { view: window.view, turning: false };
      target.dataset['moving'] = 'true';
    },
    move: ([a, b], [c, d]) => {
      if (!held || !a || !c) return;
      const { view } = held;
      const size = window.size();
      if (!b || !d) return window.motion.jump(dragged(view, size, a, c));
      held.turning ||= Math.abs(twist([a, b], [c, d])) > TURN_FROM;
      window.motion.jump(pinched(view, size, [a, b], [c, d], held.turning));
    },
    end: () => {
      held = null;
      delete target.dataset['moving'];
    },
  };
}

/** The wheel zooms, scrolls a zoomed paper, and sizes the brush. Returns the way to stop. */
export function listenToViewWheel(target: HTMLElement, window: PaperWindow): () => void {
  return listenToWheel(target, {
    zoom: (factor, at) => window.motion.jump(zoomedAt(window.view, window.size(), factor, at)),
    brush: (direction) => stepBrush(direction, 0.1),
    scroll: (dx, dy) => {
      if (window.view.zoom <= 1) return false;
      window.motion.jump(dragged(window.view, window.size(), [dx, dy], [0, 0]));
      return true;
    },
  });
}
