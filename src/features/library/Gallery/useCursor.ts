// The focus follows the cursor when a key has moved it: scrolled to first, since its cell may not be on the page yet.
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type GridLayout, scrollTo } from '../../../library/gridLayout.ts';

export interface CursorParts {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly layout: GridLayout;
  readonly cursor: string | null;
  /** The cursor's place in the list; -1 where there is none. */
  readonly at: number;
}

/** Returns what to call right before a key moves the cursor. */
export function useCursor({ scroller, layout, cursor, at }: CursorParts): () => void {
  const moving = useRef(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!moving.current || !element || at < 0) return;
    element.scrollTo({ top: scrollTo(layout, at, element.scrollTop, element.clientHeight) });
  });
  useEffect(() => {
    if (!moving.current || cursor === null) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(cursor)}"]`);
    cell?.focus({ preventScroll: true });
    if (cell) moving.current = false;
  });
  return () => {
    moving.current = true;
  };
}
