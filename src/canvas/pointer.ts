// Pointer input for the paper: one hand at a time, every coalesced point, palms ignored. Knows no store and paints nothing.
import type { Point } from '../drawing/strokes.ts';

export interface PointerHandlers {
  /** A stroke begins; `measured` says whether the device measures pressure. */
  readonly start: (point: Point, measured: boolean) => void;
  readonly move: (points: readonly Point[]) => void;
  readonly end: () => void;
  readonly cancel: () => void;
  /** Where a mouse or pen hovers, in paper units; null when it left. */
  readonly hover: (at: Point | null) => void;
}

/** Listens on `target`; `toPaper` turns client coordinates into paper units. Returns the way to stop. */
export function listenToPointer(
  target: HTMLElement,
  toPaper: (x: number, y: number) => readonly [number, number],
  handlers: PointerHandlers,
): () => void {
  let active: number | null = null;
  /** A pen was here: touches that come with it are the hand's heel. */
  let penSeenAt = -Infinity;

  const pointOf = (event: PointerEvent): Point => {
    const [x, y] = toPaper(event.clientX, event.clientY);
    return [x, y, event.pointerType === 'pen' ? event.pressure : 0.5];
  };

  const listeners = {
    pointerdown(event: PointerEvent): void {
      if (event.pointerType === 'pen') penSeenAt = event.timeStamp;
      const palm = event.pointerType === 'touch' && event.timeStamp - penSeenAt < 1000;
      if (active !== null || palm || event.button !== 0) return;
      active = event.pointerId;
      target.setPointerCapture(event.pointerId);
      target.focus({ preventScroll: true });
      event.preventDefault();
      handlers.start(pointOf(event), event.pointerType === 'pen');
    },
    pointermove(event: PointerEvent): void {
      if (event.pointerType === 'pen') penSeenAt = event.timeStamp;
      if (event.pointerType !== 'touch') handlers.hover(pointOf(event));
      if (event.pointerId !== active) return;
      const events = event.getCoalescedEvents();
      handlers.move((events.length > 0 ? events : [event]).map(pointOf));
    },
    pointerup(event: PointerEvent): void {
      if (event.pointerId !== active) return;
      active = null;
      handlers.end();
    },
    pointercancel(event: PointerEvent): void {
      if (event.pointerId !== active) return;
      active = null;
      handlers.cancel();
    },
    pointerleave(): void {
      handlers.hover(null);
    },
  };

  const entries = Object.entries(listeners) as [keyof HTMLElementEventMap, EventListener][];
  for (const [name, listener] of entries) target.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of entries) target.removeEventListener(name, listener);
  };
}
