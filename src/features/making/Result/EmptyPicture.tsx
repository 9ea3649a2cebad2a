// Before the first picture: what this page does, shown and said.
import type { ReactElement } from 'react';
import { wakeEngine } from '../../models/onDemand.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { savesData } from '../../../machine/thrift.ts';
import { FIRST_BYTES } from '../../../machine/embedded.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import loop from './loop.webp';
import styles from './Result.module.css';
import still from './still.webp';

export function EmptyPicture(): ReactElement {
  const t = useT();
  const waits = useApp(({ engine }) => engine.status === 'none') && savesData();
  return (
    <div className={styles['empty']} data-testid="picture-place">
      <picture>
        <source srcSet={still} media="(prefers-reduced-motion: reduce)" />
        <img src={loop} alt={t('jobs:pictureLoop')} width="400" height="200" />
      </picture>
      <p>{t('jobs:picturePlace')}</p>
      {waits && (
        <Button icon="download" data-testid="fetch-now" onClick={wakeEngine}>
          {t('jobs:fetchNow', { size: formatBytes(FIRST_BYTES) })}
        </Button>
      )}
    </div>
  );
}
