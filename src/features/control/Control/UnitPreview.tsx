// What the unit's net will see, small.
import { type ReactElement, useRef } from 'react';
import type { Unit } from '../../../state/control.ts';
import { useT } from '../../../i18n/useT.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import styles from './Control.module.css';
import { usePreview } from './usePreview.ts';

const ICONS: Readonly<Record<Unit['source']['kind'], IconName>> = {
  drawing: 'pen',
  layer: 'paper',
  map: 'photo',
  file: 'upload',
};

export function UnitPreview({ unit }: { unit: Unit }): ReactElement {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = usePreview(canvas, unit);
  const shape = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return `${width} / ${height}`;
  });
  return (
    <div className={styles['preview']} style={{ aspectRatio: shape }} data-testid="unit-preview" data-shown={shown}>
      <canvas ref={canvas} hidden={shown === 0} role="img" aria-label={t('control:preview')} />
      {shown === 0 && <Icon name={ICONS[unit.source.kind]} />}
    </div>
  );
}
