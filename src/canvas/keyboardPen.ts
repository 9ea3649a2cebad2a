// Drawing without a pointer: arrows move the pen, Space puts it down and lifts it. Knows no store and paints nothing.
import type { Point } from '../drawing/strokes.ts';
import type { PointerHandlers } from './pointer.ts';

const STEP = 16;
const LONG_STEP = 64;
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Listens on the focused paper; the pen starts at the centre and stays on the paper. Returns the way to stop. */
export function listenToKeys(
  target: HTMLElement,
  paper: () => { readonly width: number; readonly height: number },
  handlers: PointerHandlers,
): () => void {
  let at: Point = [0, 0, 0.5];
  let down = false;

  const lift = (): void => {
    if (down) handlers.end();
    down = false;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (event.key === ' ') {
      if (down) handlers.end();
      else handlers.start(at, false);
      down = !down;
    } else if (move) {
      const { width, height } = paper();
      const step = event.shiftKey ? LONG_STEP : STEP;
      at = [clamp(at[0] + move[0] * step, width / 2), clamp(at[1] + move[1] * step, height / 2), 0.5];
      if (down) handlers.move([at]);
    } else return;
    event.preventDefault();
    handlers.hover(at);
  };
  const onBlur = (): void => {
    lift();
    handlers.hover(null);
  };
  target.addEventListener('keydown', onKey);
  target.addEventListener('blur', onBlur);
  return () => {
    target.removeEventListener('keydown', onKey);
    target.removeEventListener('blur', onBlur);
  };
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
