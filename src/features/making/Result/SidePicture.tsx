// One side of a comparison at its full size: a picture at hand, or the paper as it is now.
import { type ReactElement, useEffect, useRef } from 'react';
import { renderPicture } from '../../../drawing/render.ts';
import { pictureOf } from '../../../jobs/stock.ts';
import type { Side } from '../../../state/jobTypes.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import styles from './Compare.module.css';
import { paintOn, useFinished } from './useFinished.ts';

/** The paper is drawn this wide at least, so that its lines stay clear. */
const PAPER_WIDTH = 768;

export function SidePicture({ side }: { side: Side }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useApp((state) => (side === 'drawing' ? state.drawing.present : null));
  const painter = useFinished(side === 'drawing' ? null : side);
  useEffect(() => {
    const pixels = side === 'drawing' ? paper() : pictureOf(side)?.pixels;
    if (!canvas.current || !pixels) return;
    if (painter) return paintOn(canvas.current, painter, pixels);
    Object.assign(canvas.current, { width: pixels.width, height: pixels.height });
    canvas.current.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [side, drawing, painter]);
  return <canvas ref={canvas} className={styles['picture']} data-clean={painter !== null} aria-hidden="true" />;
}

function paper(): ImageData {
  const { drawing, overrides, pack } = store.getState();
  const { width, height } = effectiveSettings(overrides, pack);
  const scale = Math.max(1, PAPER_WIDTH / width);
  return renderPicture(drawing.present, Math.round(width * scale), Math.round(height * scale));
}
