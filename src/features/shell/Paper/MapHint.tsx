// The map that is the hint lies on the paper as the net will see it; the drawing waits under it.
import { type ReactElement, useEffect, useRef } from 'react';
import { setHint } from '../../../state/hint.ts';
import { hintMap } from '../../../control/hints.ts';
import { useT } from '../../../i18n/useT.ts';
import { borderColour } from '../../../photo/border.ts';
import { mapOf } from '../../../photo/stock.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Paper.module.css';

export function MapHint(): ReactElement {
  const t = useT();
  const map = useApp(hintMap);
  const resize = useApp((state) => state.photo.resize);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = mapOf(map?.id)?.pixels;
    if (!canvas.current || !pixels) return;
    Object.assign(canvas.current, { width: pixels.width, height: pixels.height });
    canvas.current.getContext('2d')?.putImageData(pixels, 0, 0);
    canvas.current.style.background = borderColour(pixels);
  }, [map]);
  return (
    <div className={styles['map']} data-testid="paper-map">
      <canvas ref={canvas} data-resize={resize} role="img" aria-label={t('canvas:mapHint')} />
      <Button icon="pen" data-testid="hint-drawing" onClick={() => setHint('drawing')}>
        {t('canvas:backToDrawing')}
      </Button>
    </div>
  );
}
