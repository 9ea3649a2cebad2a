// The pictures made lately, newest first; one click shows one large.
import type { ReactElement } from 'react';
import { openPicture } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Thumb } from '../Result/Thumb.tsx';
import styles from './Strip.module.css';

export function Strip(): ReactElement {
  const t = useT();
  const recent = useApp((state) => state.recent);
  const shown = useApp((state) => state.result?.id);
  return (
    <ul className={styles['strip']} aria-label={t('jobs:recent')} data-testid="strip">
      {recent.map(({ id, words, seed }) => (
        <li key={id}>
          <button
            type="button"
            className={styles['item']}
            data-testid="recent"
            aria-current={id === shown}
            aria-label={t('jobs:recentPicture', { words: words || t('jobs:noWords'), seed })}
            title={words}
            onClick={() => openPicture(id)}
          >
            <Thumb id={id} />
          </button>
        </li>
      ))}
    </ul>
  );
}
