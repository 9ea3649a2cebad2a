// The paper as a React element: mounts two canvases and hands them to the stage. Knows nothing of drawing.
import { type ReactElement, useEffect, useRef } from 'react';
import { attachDrawStage } from './drawStage.ts';
import styles from './canvas.module.css';

export function DrawCanvas(): ReactElement {
  const base = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (base.current && live.current) return attachDrawStage(base.current, live.current);
    return undefined;
  }, []);
  return (
    <>
      <canvas ref={base} className={styles['layer']} aria-hidden="true" data-testid="draw-paper" />
      <canvas
        ref={live}
        className={styles['live']}
        data-testid="draw-canvas"
        role="application"
        tabIndex={0}
        aria-label="Drawing paper"
        aria-describedby="paper-help"
      />
      <p id="paper-help" hidden>
        Draw with mouse, finger or pen. With the keyboard: arrow keys move the pen, Shift makes longer steps, Space puts
        the pen down and lifts it.
      </p>
    </>
  );
}
