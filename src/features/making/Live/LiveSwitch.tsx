// The switch beside Generate that makes the picture follow the drawing.
import type { ReactElement } from 'react';
import { toggleLive } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import styles from './Live.module.css';
import { paceText } from './paceText.ts';

export function LiveSwitch(): ReactElement {
  const t = useT();
  const live = useApp((state) => state.live);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={live.on}
      className={styles['switch']}
      data-status={live.status}
      data-pace={live.pace}
      data-testid="live"
      title={paceText(live)}
      onClick={toggleLive}
    >
      <span className={styles['track']} aria-hidden="true" />
      {t('jobs:live')}
    </button>
  );
}
