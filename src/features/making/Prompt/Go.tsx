// Generate, how many, and the way to stop. Generate stays where it is while pictures are made: another click asks for more.
import type { ReactElement, ReactNode } from 'react';
import { isBusy, MAX_BATCH, setBatch } from '../job.ts';
import { cancel, generate } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { LiveSwitch } from '../Live/LiveSwitch.tsx';
import styles from './Prompt.module.css';

const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
const COUNTS = Array.from({ length: MAX_BATCH }, (_, i) => i + 1);

/** `children`: what stands first in the row. */
export function Go({ children }: { children: ReactNode }): ReactElement {
  const t = useT();
  const busy = useApp((state) => isBusy(state.job));
  const batch = useApp((state) => state.batch);
  return (
    <div className={styles['go']}>
      {/* Its room is kept: Generate stays where it is. */}
      <span className={styles['stop']}>
        {busy && <IconButton icon="stop" label={t('jobs:stopTitle')} data-testid="cancel" onClick={cancel} />}
      </span>
      {children}
      <LiveSwitch />
      <select
        className={styles['batch']}
        value={batch}
        aria-label={t('jobs:batch')}
        title={t('jobs:batch')}
        data-testid="batch"
        onChange={(event) => setBatch(Number(event.target.value))}
      >
        {COUNTS.map((count) => (
          <option key={count} value={count}>
            {t('jobs:batchCount', { count })}
          </option>
        ))}
      </select>
      <Button
        look="primary"
        icon="spark"
        title={t('jobs:generateTitle', { keys: `${COMMAND_KEY}+Enter` })}
        data-testid="generate"
        onClick={generate}
      >
        {t('jobs:generate')}
      </Button>
    </div>
  );
}
