// How many canvas pixels a CSS pixel is, so that handles keep their size on any screen.
import { type RefObject, useEffect, useState } from 'react';

export function useUnit(element: RefObject<Element | null>, width: number): number {
  const [shown, setShown] = useState(width);
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const observer = new ResizeObserver(() => setShown(Math.max(1, target.clientWidth)));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width / shown;
}
