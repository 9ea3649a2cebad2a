// The focus in a list whose entries come, go and change places: an element that moves in the page loses it.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * Puts the focus, after the next rendering, on the element of that test id in an entry (known by its `data-id`), or beside the
 * list where there is none.
 */
export function useFocusIn(list: RefObject<HTMLElement | null>): (id: string | null, testId: string) => void {
  const wish = useRef<{ readonly id: string | null; readonly testId: string } | null>(null);
  const [, render] = useState(0);
  useLayoutEffect(() => {
    if (!wish.current) return;
    const { id, testId } = wish.current;
    const within = id === null ? list.current?.parentElement : list.current?.querySelector(`[data-id="${id}"]`);
    within?.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.focus();
    wish.current = null;
  });
  return (id, testId) => {
    wish.current = { id, testId };
    render((count) => count + 1);
  };
}
