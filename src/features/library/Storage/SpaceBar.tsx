// How much of the space that the browser allows is taken.
import { type ReactElement, useId } from 'react';
import type { Space } from '../storage.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import styles from './Storage.module.css';

export function SpaceBar({ space: { usedBytes, quotaBytes } }: { space: Space }): ReactElement {
  const t = useT();
  const id = useId();
  const used = formatBytes(usedBytes);
  return (
    <div className={styles['space']} data-testid="space">
      <span id={id}>
        {quotaBytes > 0 ? t('shell:spaceOf', { used, quota: formatBytes(quotaBytes) }) : t('shell:space', { used })}
      </span>
      {quotaBytes > 0 && <meter aria-labelledby={id} value={usedBytes / quotaBytes} high={0.9} />}
    </div>
  );
}
