// The mask brush: paints with mouse, touch, pen or keys over the start picture. What is painted shall be repainted.
import { type CSSProperties, type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Mask } from '../../../state/control.ts';
import { paperSize } from '../../../drawing/strokes.ts';
import { useT } from '../../../i18n/useT.ts';
import { type Size, thumbSize } from '../../../photo/fitted.ts';
import { listenToHand, type Place } from './maskInput.ts';
import { MaskStage } from './maskStage.ts';
import type { Hand } from './MaskTools.tsx';
import styles from './Mask.module.css';

const LONGEST = 1024;

interface MaskCanvasProps extends Size {
  readonly mask: Mask;
  readonly hand: Hand;
  readonly onMask: (mask: Mask) => void;
}

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
    const mine = (stage.current = new MaskStage(canvas.current, (next) => painted(next)));
    return listenToHand(canvas.current, paperSize(width, height), {
      start: (place) => mine.start(place),
      move: (places) => mine.move(places),
      end: () => mine.end(),
      cancel: () => mine.cancel(),
      hover: setAt,
    });
  }, [width, height]);
  useEffect(() => stage.current?.take(hand), [hand]);
  useEffect(() => stage.current?.show(mask), [mask, width, height]);
  return (
    <>
      <canvas
        ref={canvas}
        className={styles['mask']}
        // The pane is its container: as soft as in the picture.
        style={{ '--blur': mask.blur / width } as CSSProperties}
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
