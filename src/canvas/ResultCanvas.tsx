// The result as a React element: mounts a canvas and hands it to the stage.
import { type ReactElement, useEffect, useRef } from 'react';
import { attachResultStage } from '../services/resultStage.ts';
import styles from './canvas.module.css';

export function ResultCanvas({ label }: { label: string }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? attachResultStage(canvas.current) : undefined), []);
  return <canvas ref={canvas} className={styles['layer']} data-testid="result-canvas" role="img" aria-label={label} />;
}
