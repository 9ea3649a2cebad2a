// How near the paper is and the way back to all of it; seen only while it is not simply whole.
import type { ReactElement } from 'react';
import { fitView, stepZoom } from '../../drawing/paperView.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './ZoomBar.module.css';

export function ZoomBar(): ReactElement | null {
  const t = useT();
  const percent = useApp(({ paperView }) => Math.round(paperView.zoom * 100));
  const fits = useApp(({ paperView: { zoom, x, y, angle } }) => zoom === 1 && x === 0 && y === 0 && angle === 0);
  if (fits) return null;
  return (
    <div className={styles['bar']} role="group" aria-label={t('canvas:zoomGroup')} data-testid="zoom-bar">
      <IconButton
        icon="minus"
        label={t('canvas:zoomOut')}
        keys="-"
        data-testid="zoom-out"
        onClick={() => stepZoom(-1)}
      />
      <output data-testid="zoom">{t('canvas:zoomNow', { percent })}</output>
      <IconButton icon="plus" label={t('canvas:zoomIn')} keys="+" data-testid="zoom-in" onClick={() => stepZoom(1)} />
      <IconButton icon="fit" label={t('canvas:zoomFit')} keys="0" data-testid="zoom-fit" onClick={fitView} />
    </div>
  );
}
