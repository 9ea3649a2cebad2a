// The honest badge: what runs where and why, what is loaded and how big.
import type { ReactElement } from 'react';
import { useApp } from '../../store/useApp.ts';
import { engineText, megabytes } from '../Result/progressText.ts';
import { badgeOf, backendName } from './badgeText.ts';
import styles from './Header.module.css';

export function Badge(): ReactElement {
  const engine = useApp((state) => state.engine);
  const pack = useApp((state) => state.pack);
  const { text, tone } = badgeOf(engine);
  return (
    <>
      <button
        type="button"
        className={styles['badge']}
        data-tone={tone}
        data-testid="backend"
        popoverTarget="backend-details"
      >
        <span className={styles['light']} aria-hidden="true" />
        {text}
      </button>
      <div id="backend-details" popover="auto" className={styles['details']}>
        {engine.status === 'loading' || engine.status === 'ready' ? (
          <dl>
            <dt>Computes on</dt>
            <dd>{backendName(engine.backend)}</dd>
            <dt>Because</dt>
            <dd>{engine.backend.reason}</dd>
          </dl>
        ) : (
          <p>{engine.status === 'failed' ? `${engine.error.message} ${engine.error.hint}` : engineText(engine).text}</p>
        )}
        {pack && (
          <dl>
            <dt>Model</dt>
            <dd>
              {pack.name}, {megabytes(pack.sizeBytes)} MB
            </dd>
            <dt>Licence</dt>
            <dd>{pack.licence}</dd>
          </dl>
        )}
        <p>Drawing, words and pictures stay on this device.</p>
      </div>
    </>
  );
}
