// The result as a React element: mounts a canvas and hands it to the stage.
import { type ReactElement, useEffect, useRef } from 'react';
import { attachResultStage } from '../services/resultStage.ts';
import styles from './canvas.module.css';

interface ResultCanvasProps {
  readonly label: string;
  /** The id of the finished picture; '' before the first. */
  readonly shown: string;
}

export function ResultCanvas({ label, shown }: ResultCanvasProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? attachResultStage(canvas.current) : undefined), []);
  return (
    <canvas
      ref={canvas}
      className={styles['layer']}
      role="img"
      aria-label={label}
      data-testid="result-canvas"
      data-shown={shown}
    />
  );
}
