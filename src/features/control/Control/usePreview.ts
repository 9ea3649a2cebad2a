// Paints what a unit's net will see on a small canvas: some time after the last change, when the page has nothing else to do.
import { type RefObject, useEffect, useState } from 'react';
import { hasHint, hintOf, resizeOf } from '../../../control/hints.ts';
import type { Unit } from '../../../state/control.ts';
import { isOfPaper } from '../../../state/units.ts';
import { hintView, idle } from '../../../drawing/paperSlices.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { paintFitted, thumbSize } from '../../../photo/fitted.ts';
import { paintPaper } from '../../drawing/paperPreview.ts';

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
      const target = (): HTMLCanvasElement | null => (gone ? null : canvas.current);
      const state = store.getState();
      let done = false;
      if (isOfPaper(source)) {
        const layers = source.kind === 'layer' ? [source.layer] : undefined;
        done = hasHint(unit, state) && (await paintPaper(target, hintView(state.drawing.present, layers), thumb));
      } else {
        const pixels = hintOf(unit, state, thumb);
        done = pixels !== null && (await paintFitted(target, pixels, thumb, resize));
      }
      if (!gone) setShown((count) => (done ? count + 1 : 0));
    };
    const timer = setTimeout(() => void idle().then(() => (gone ? undefined : paint())), PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // `unit` is looked at through what is listed here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [source, paper, map, resize, size]);
  return shown;
}
