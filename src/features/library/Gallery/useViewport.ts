// What part of a scrolling element can be seen, and how wide it is.
import { type RefObject, useEffect, useState } from 'react';

export interface Viewport {
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function useViewport(element: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, width: 0, height: 0 });
  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    const measure = (): void => {
      const { scrollTop: top, clientWidth: width, clientHeight: height } = scroller;
      setViewport({ top, width, height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    scroller.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', measure);
    };
  }, [element]);
  return viewport;
}
