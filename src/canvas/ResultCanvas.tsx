// The result as a React element: mounts a canvas and hands it to the stage.
import { type ComponentProps, type ReactElement, useEffect, useRef } from 'react';
import { attachResultStage } from '../machine/resultStage.ts';
import styles from './canvas.module.css';

interface ResultCanvasProps extends Pick<
  ComponentProps<'canvas'>,
  'draggable' | 'title' | 'onClick' | 'onPointerEnter' | 'onDragStart'
> {
  readonly label: string;
  /** The id of the finished picture; '' before the first. */
  readonly shown: string;
  /** What is transparent in the picture shows as such. */
  readonly seeThrough: boolean;
  /** A click on it does something. */
  readonly clickable: boolean;
}

export function ResultCanvas({ label, shown, seeThrough, clickable, ...rest }: ResultCanvasProps): ReactElement {
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
      data-ground={seeThrough ? 'checks' : undefined}
      data-clickable={clickable}
      {...rest}
    />
  );
}
