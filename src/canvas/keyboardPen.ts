// Drawing without a pointer: arrows move the pen, `toggle` puts it down and lifts it. Knows no store and paints nothing.
import type { XY } from '../drawing/items.ts';

const STEP = 16;
const LONG_STEP = 64;
const MOVES: Readonly<Record<string, XY>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Places are in paper units. */
export interface KeyboardHandlers {
  readonly start: (at: XY) => void;
  readonly move: (at: XY) => void;
  readonly end: () => void;
  readonly cancel: () => void;
  readonly hover: (at: XY | null) => void;
}

export interface KeyboardPen {
  readonly toggle: () => void;
  readonly stop: () => void;
}

/** Listens on the focused paper; the pen starts at the centre and stays on the paper. */
export function listenToKeys(
  target: HTMLElement,
  paper: () => { readonly width: number; readonly height: number },
  handlers: KeyboardHandlers,
): KeyboardPen {
  let at: XY = [0, 0];
  let down = false;

  const toggle = (): void => {
    if (down) handlers.end();
    else handlers.start(at);
    down = !down;
    handlers.hover(at);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && down) {
      down = false;
      handlers.cancel();
      event.preventDefault();
      return;
    }
    const move = MOVES[event.key];
    if (!move) return;
    const { width, height } = paper();
    const step = event.shiftKey ? LONG_STEP : STEP;
    at = [clamp(at[0] + move[0] * step, width / 2), clamp(at[1] + move[1] * step, height / 2)];
    if (down) handlers.move(at);
    event.preventDefault();
    handlers.hover(at);
  };
  const onBlur = (): void => {
    if (down) handlers.end();
    down = false;
    handlers.hover(null);
  };
  target.addEventListener('keydown', onKey);
  target.addEventListener('blur', onBlur);
  return {
    toggle,
    stop: () => {
      target.removeEventListener('keydown', onKey);
      target.removeEventListener('blur', onBlur);
    },
  };
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
