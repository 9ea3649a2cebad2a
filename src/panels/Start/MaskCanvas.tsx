// The mask brush: paints with mouse, touch, pen or keys over the start picture. What is painted shall be repainted.
import { type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import { listenToKeys } from '../../canvas/keyboardPen.ts';
import { listenToPointer, type PointerHandlers } from '../../canvas/pointer.ts';
import type { Mask } from '../../control/types.ts';
import { paperSize } from '../../drawing/strokes.ts';
import { useT } from '../../i18n/useT.ts';
import { type Size, thumbSize } from '../fitted.ts';
import { MaskStage } from './maskStage.ts';
import type { Hand } from './MaskTools.tsx';
import styles from './Start.module.css';

const LONGEST = 512;

interface MaskCanvasProps extends Size {
  readonly mask: Mask;
  readonly hand: Hand;
  readonly onMask: (mask: Mask) => void;
}

type Place = readonly [x: number, y: number];

export function MaskCanvas({ mask, hand, width, height, onMask }: MaskCanvasProps): ReactElement {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<MaskStage>(null);
  const [at, setAt] = useState<Place | null>(null);
  const paper = paperSize(width, height);
  const size = thumbSize(width, height, LONGEST);

  const painted = useEffectEvent(onMask);
  useEffect(() => {
    if (!canvas.current) return undefined;
    stage.current = new MaskStage(canvas.current, (next) => painted(next));
    return listen(canvas.current, stage.current, paperSize(width, height), setAt);
  }, [width, height]);
  useEffect(() => stage.current?.take(hand), [hand]);
  useEffect(() => stage.current?.show(mask), [mask, width, height]);
  return (
    <>
      <canvas
        ref={canvas}
        className={styles['mask']}
        {...size}
        role="application"
        tabIndex={0}
        aria-label={t('control:maskStage')}
        data-testid="mask-canvas"
      />
      <svg
        className={styles['over']}
        viewBox={`${-paper.width / 2} ${-paper.height / 2} ${paper.width} ${paper.height}`}
        aria-hidden="true"
      >
        {at && <circle cx={at[0]} cy={at[1]} r={hand.size / 2} />}
      </svg>
    </>
  );
}

/** Pointers and keys go to the stage. Returns the way to stop. */
function listen(
  canvas: HTMLCanvasElement,
  stage: MaskStage,
  paper: Size,
  onHover: (at: Place | null) => void,
): () => void {
  const toPaper = (x: number, y: number): Place => {
    const box = canvas.getBoundingClientRect();
    return [((x - box.left) / box.width - 0.5) * paper.width, ((y - box.top) / box.height - 0.5) * paper.height];
  };
  const handlers: PointerHandlers = {
    start: (point) => stage.start(point),
    move: (points) => stage.move(points),
    end: () => stage.end(),
    cancel: () => stage.cancel(),
    hover: (at) => onHover(at && [at[0], at[1]]),
  };
  const stops = [listenToPointer(canvas, toPaper, handlers), listenToKeys(canvas, () => paper, handlers)];
  return () => stops.forEach((stop) => stop());
}
