// Dragging an entry of a list into another place: it changes places with a neighbour as soon as the hand is past its middle.
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

export interface DragOrder {
  readonly dragged: string | null;
  readonly grab: (event: ReactPointerEvent, id: string) => void;
}

/**
 * Entries are the list's children, each with its id in `data-id`.
 * @param move by so many places down, negative: up; `drag` is another one for each movement of the hand
 */
export function useDragOrder(
  list: RefObject<HTMLElement | null>,
  move: (id: string, by: number, drag: string) => void,
): DragOrder {
  const [dragged, setDragged] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const grab = ({ button, pointerId }: ReactPointerEvent, id: string): void => {
    if (button !== 0) return;
    stop.current?.abort();
    const mine = (stop.current = new AbortController());
    const { signal } = mine;
    setDragged(id);
    const drag = crypto.randomUUID();
    const end = (event: PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      mine.abort();
      setDragged(null);
    };
    // On the window: a card that moves in the page would lose a captured pointer.
    window.addEventListener(
      'pointermove',
      (event) => {
        if (event.pointerId === pointerId) step(list.current, id, event.clientY, (by) => move(id, by, drag));
      },
      { signal },
    );
    window.addEventListener('pointerup', end, { signal });
    window.addEventListener('pointercancel', end, { signal });
  };
  return { dragged, grab };
}

function step(list: HTMLElement | null, id: string, y: number, move: (by: number) => void): void {
  const entries = [...(list?.children ?? [])];
  const at = entries.findIndex((entry) => entry.getAttribute('data-id') === id);
  const above = entries[at - 1]?.getBoundingClientRect();
  const below = entries[at + 1]?.getBoundingClientRect();
  if (above && y < above.top + above.height / 2) move(-1);
  else if (below && y > below.top + below.height / 2) move(1);
  else return;
  requestAnimationFrame(() => entries[at]?.scrollIntoView({ block: 'nearest' }));
}
