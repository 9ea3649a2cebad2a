// The paper as a React element: mounts what the stage works on. Knows nothing of drawing.
import { type ReactElement, useEffect, useRef } from 'react';
import { useT } from '../i18n/useT.ts';
import styles from './canvas.module.css';
import { attachDrawStage } from './drawStage.ts';

export function DrawCanvas(): ReactElement {
  const t = useT();
  const base = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLDivElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!base.current || !live.current || !ring.current) return undefined;
    return attachDrawStage({ base: base.current, live: live.current, ring: ring.current });
  }, []);
  return (
    <>
      <canvas ref={base} className={styles['layer']} aria-hidden="true" data-testid="draw-paper" />
      <div
        ref={live}
        className={styles['live']}
        data-testid="draw-canvas"
        role="application"
        tabIndex={0}
        aria-label={t('canvas:paper')}
        aria-describedby="paper-help"
      >
        <div ref={ring} className={styles['ring']} data-testid="brush-ring" hidden />
      </div>
      <p id="paper-help" hidden>
        {t('canvas:paperHelp')}
      </p>
    </>
  );
}
