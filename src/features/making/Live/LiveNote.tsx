// Under the picture while live is on: how it follows the drawing here and why, and the way to keep what is seen.
import type { ReactElement } from 'react';
import { keepFresh } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Live.module.css';
import { paceText } from './paceText.ts';

export function LiveNote(): ReactElement {
  const t = useT();
  const live = useApp((state) => state.live);
  return (
    <div className={styles['note']}>
      <span data-testid="live-note">{live.status === 'waits' ? t('jobs:liveWaits') : paceText(live)}</span>
      <Button look="quiet" disabled={live.fresh === null} data-testid="live-keep" onClick={keepFresh}>
        {t(live.fresh === null ? 'jobs:liveKept' : 'jobs:liveKeep')}
      </Button>
    </div>
  );
}
