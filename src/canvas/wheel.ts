// The wheel over the paper: with Ctrl (as trackpads say "pinch") it zooms, with Alt it sizes the brush, and over a zoomed
// paper it moves it. Otherwise the page scrolls. Knows no store.
import type { XY } from '../drawing/items.ts';

export interface WheelHandlers {
  readonly zoom: (factor: number, at: XY) => void;
  readonly brush: (direction: 1 | -1) => void;
  /** False leaves the wheel to the page. */
  readonly scroll: (dx: number, dy: number) => boolean;
}

const LINE_PX = 18;

/** Listens on `target`. Returns the way to stop. */
export function listenToWheel(target: HTMLElement, { zoom, brush, scroll }: WheelHandlers): () => void {
  const onWheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    const box = target.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      zoom(Math.exp(-Math.max(-60, Math.min(60, dy)) * 0.008), [event.clientX - box.left, event.clientY - box.top]);
    } else if (event.altKey) brush(dy + dx < 0 ? 1 : -1);
    else if (!scroll(event.shiftKey ? dy : dx, event.shiftKey ? 0 : dy)) return;
    event.preventDefault();
  };
  target.addEventListener('wheel', onWheel, { passive: false });
  return () => target.removeEventListener('wheel', onWheel);
}
