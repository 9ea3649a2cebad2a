// How broad the brush is.
import type { ReactElement } from 'react';
import { BRUSH_RANGE, brushOf, setBrush } from '../draw.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Slider } from '../../../ui/Slider.tsx';
import styles from './Tools.module.css';

export function BrushSize(): ReactElement {
  const t = useT();
  const size = useApp((state) => state.brush[brushOf(state)]);
  return (
    <div className={styles['size']}>
      <span
        className={styles['dot']}
        style={{ scale: `${0.12 + (0.88 * size) / BRUSH_RANGE.max}` }}
        aria-hidden="true"
      />
      <Slider
        bare
        label={t('canvas:brushSize')}
        testId="brush-size"
        {...BRUSH_RANGE}
        step={1}
        value={size}
        onChange={setBrush}
      />
    </div>
  );
}
