// The map as a React element: mounts a canvas, hands it to the stage, and draws the brush and outlines over it.
import { type KeyboardEvent, type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ClassMap, nameOf } from '../../../workers/preprocess/seg_ofade20k/palette.ts';
import { useT } from '../../i18n/useT.ts';
import editor from '../editor.module.css';
import { arrowOf } from '../pose/keys.ts';
import { useUnit } from '../useUnit.ts';
import type { Point } from './paint.ts';
import styles from './seg.module.css';
import { SegStage } from './segStage.ts';
import type { Hand } from './tools.ts';

interface SegCanvasProps {
  readonly map: ClassMap;
  readonly hand: Hand;
  readonly onMap: (map: ClassMap) => void;
  readonly onPick: (index: number) => void;
  /** What lies under the pointer; null when it left. */
  readonly onUnder: (name: string | null) => void;
}

export function SegCanvas({ map, hand, onMap, onPick, onUnder }: SegCanvasProps): ReactElement {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<SegStage>(null);
  const [at, setAt] = useState<Point | null>(null);
  const [outline, setOutline] = useState<readonly Point[]>([]);
  const unit = useUnit(canvas, map.width);

  const hover = (place: Point | null, index: number): void => {
    setAt(place);
    onUnder(place && nameOf(index));
  };
  const mapped = useEffectEvent(onMap);
  const picked = useEffectEvent(onPick);
  const hovered = useEffectEvent(hover);
  useEffect(() => {
    if (!canvas.current) return undefined;
    stage.current = new SegStage(canvas.current, {
      onMap: (next) => mapped(next),
      onPick: (index) => picked(index),
      onHover: (place, index) => hovered(place, index),
      onOutline: setOutline,
    });
    return listen(canvas.current, stage.current);
  }, []);
  useEffect(() => stage.current?.show(map), [map]);
  useEffect(() => stage.current?.take(hand), [hand]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = at ?? [map.width / 2, map.height / 2];
    const nudge = arrowOf(event);
    if (nudge) {
      const to = [within(from[0] + nudge.dx, map.width), within(from[1] + nudge.dy, map.height)] as const;
      hover(to, stage.current?.classAt(to) ?? 0);
    } else if (event.key === 'Enter' || event.key === ' ') stage.current?.touch(from);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <canvas
        ref={canvas}
        className={`${editor['layer']} ${editor['surface']} ${styles['map']}`}
        role="application"
        tabIndex={0}
        aria-label={t('editors:segStage')}
        onKeyDown={onKey}
        data-testid="seg-stage"
      />
      <Over map={map} hand={hand} at={at} outline={outline} unit={unit} />
    </>
  );
}

interface OverProps {
  readonly map: ClassMap;
  readonly hand: Hand;
  readonly at: Point | null;
  readonly outline: readonly Point[];
  readonly unit: number;
}

/** The brush's ring and the outline in the making. */
function Over({ map, hand, at, outline, unit }: OverProps): ReactElement {
  const round = hand.tool === 'brush' || hand.tool === 'eraser';
  return (
    <svg
      className={`${editor['layer']} ${styles['over']}`}
      viewBox={`0 0 ${map.width} ${map.height}`}
      aria-hidden="true"
    >
      {at && (
        <circle cx={at[0]} cy={at[1]} r={Math.max(round ? hand.size / 2 : 0, 3 * unit)} strokeWidth={1.5 * unit} />
      )}
      {outline.length > 1 && <polygon points={outline.map((each) => each.join()).join(' ')} strokeWidth={1.5 * unit} />}
    </svg>
  );
}

/** Pointer events go to the stage as they are: React's own have no coalesced points. Returns the way to stop. */
function listen(canvas: HTMLCanvasElement, stage: SegStage): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  canvas.addEventListener('pointerdown', (event) => stage.down(event), options);
  canvas.addEventListener('pointermove', (event) => stage.move(event), options);
  canvas.addEventListener('pointerup', (event) => stage.up(event), options);
  canvas.addEventListener('pointercancel', (event) => stage.up(event), options);
  canvas.addEventListener('pointerleave', () => stage.leave(), options);
  return () => stop.abort();
}

function within(value: number, side: number): number {
  return Math.max(0.5, Math.min(side - 0.5, value));
}
