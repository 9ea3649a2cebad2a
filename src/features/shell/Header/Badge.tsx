// The honest badge: what runs where and why, what is loaded and how big.
import { Fragment, type ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { badgeOf, factsOf, type Isolation } from './badgeText.ts';
import styles from './Header.module.css';

const isolation = (): Isolation =>
  window.crossOriginIsolated ? 'isolated' : window.parent === window ? 'none' : 'framed';

export function Badge(): ReactElement {
  const t = useT();
  const engine = useApp((state) => state.engine);
  const pack = useApp((state) => state.pack);
  const { text, tone } = badgeOf(engine);
  const facts = factsOf(engine, pack, isolation());
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
        <span className={styles['words']}>{text}</span>
      </button>
      <div id="backend-details" popover="auto" className={styles['details']}>
        <dl>
          {facts.map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
        <p>{t('shell:allLocal')}</p>
      </div>
    </>
  );
}
