// Paints what a unit's net will see on a small canvas: some time after the last change, when the page has nothing else to do.
import { type RefObject, useEffect, useState } from 'react';
import { hintOf, resizeOf } from '../../control/hints.ts';
import type { Unit } from '../../control/types.ts';
import { isOfPaper } from '../../control/units.ts';
import { effectiveSettings } from '../../store/settings.ts';
import { store } from '../../store/store.ts';
import { useApp } from '../../store/useApp.ts';
import { paintFitted, thumbSize } from '../fitted.ts';

/** A hand that draws is not looked over the shoulder. */
const PAUSE_MS = 250;

/** How often it was painted; 0 while there is nothing to show. */
export function usePreview(canvas: RefObject<HTMLCanvasElement | null>, unit: Unit): number {
  const [shown, setShown] = useState(0);
  const { source } = unit;
  // What the preview depends on; nothing else makes it paint again.
  const paper = useApp((state) => (isOfPaper(source) ? state.drawing.present : null));
  const map = useApp((state) => (source.kind === 'map' ? state.photo.map : null));
  const resize = useApp((state) => resizeOf(unit, state));
  const size = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return `${width} ${height}`;
  });
  useEffect(() => {
    let gone = false;
    const paint = async (): Promise<void> => {
      const [width = 1, height = 1] = size.split(' ').map(Number);
      const thumb = thumbSize(width, height);
      const pixels = hintOf(unit, store.getState(), thumb);
      const done = pixels && (await paintFitted(() => (gone ? null : canvas.current), pixels, thumb, resize));
      if (!gone) setShown((count) => (done ? count + 1 : 0));
    };
    const stop = whenIdle(() => void paint(), PAUSE_MS);
    return () => {
      gone = true;
      stop();
    };
    // `unit` is looked at through what is listed here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [source, paper, map, resize, size]);
  return shown;
}

/** Runs `task` after `pause`, as soon as the page is idle. Returns the way to stop. */
function whenIdle(task: () => void, pause: number): () => void {
  let idle = 0;
  const timer = setTimeout(() => {
    if ('requestIdleCallback' in window) idle = window.requestIdleCallback(task, { timeout: 1000 });
    else task(); // Safari
  }, pause);
  return () => {
    clearTimeout(timer);
    if (idle) window.cancelIdleCallback(idle);
  };
}
