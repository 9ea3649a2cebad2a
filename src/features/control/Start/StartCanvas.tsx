// The start picture, cut to the next picture's shape as the engine does.
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { startPixels } from '../../../control/start.ts';
import { useT } from '../../../i18n/useT.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { paintFitted, type Size, thumbSize } from '../../../photo/fitted.ts';
import { pictureView } from '../../../drawing/paperSlices.ts';
import { paintPaper } from '../../drawing/paperPreview.ts';
import styles from './Start.module.css';

const LONGEST = 1024;
/** A hand that draws is not looked over the shoulder. */
const PAUSE_MS = 250;

export function StartCanvas({ width, height }: Size): ReactElement {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [shown, setShown] = useState(0);
  const source = useApp((state) => state.start.source);
  const drawing = useApp((state) => (source.kind === 'drawing' ? state.drawing.present : null));
  useEffect(() => {
    let gone = false;
    const paint = async (): Promise<void> => {
      const size = thumbSize(width, height, LONGEST);
      const target = (): HTMLCanvasElement | null => (gone ? null : canvas.current);
      const pixels = drawing ? null : startPixels(store.getState(), size);
      const done = drawing
        ? await paintPaper(target, pictureView(drawing), size)
        : pixels !== null && (await paintFitted(target, pixels, size, 'crop'));
      if (done) setShown((count) => count + 1);
    };
    const timer = setTimeout(() => void paint(), drawing ? PAUSE_MS : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [source, drawing, width, height]);
  return (
    <canvas
      ref={canvas}
      className={styles['picture']}
      role="img"
      aria-label={t('control:startShown')}
      data-testid="start-canvas"
      data-shown={shown}
    />
  );
}
