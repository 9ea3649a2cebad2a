// The start picture as the next one will see it, small, with what of it is masked.
import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react';
import { paintMask } from '../../../control/start.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';
import { type Size, thumbSize } from '../../../photo/fitted.ts';
import styles from './Start.module.css';
import { StartCanvas } from './StartCanvas.tsx';

export function StartStage(): ReactElement {
  const masked = useApp((state) => state.mask.on);
  const size = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return `${width} ${height}`;
  });
  const [width = 1, height = 1] = size.split(' ').map(Number);
  const style: CSSProperties = { aspectRatio: `${width} / ${height}`, width: `min(100%, ${(32 * width) / height}dvh)` };
  return (
    <div className={styles['stage']} style={style}>
      <StartCanvas width={width} height={height} />
      {masked && <Masked width={width} height={height} />}
    </div>
  );
}

function Masked({ width, height }: Size): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const mask = useApp((state) => state.mask);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    Object.assign(canvas.current, thumbSize(width, height, 512));
    paintMask(context, mask, canvas.current, getComputedStyle(canvas.current).color);
  }, [mask, width, height]);
  return <canvas ref={canvas} className={styles['mask']} aria-hidden="true" />;
}
