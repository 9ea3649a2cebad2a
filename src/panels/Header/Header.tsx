// The head of the page: name, sharing, and where pictures are computed.
import type { ReactElement } from 'react';
import { openSheet } from '../../actions/sheet.ts';
import { useT } from '../../i18n/useT.ts';
import { IconButton } from '../../ui/Button.tsx';
import { PageMenu } from '../Menu/Menu.tsx';
import { LiveSwitch } from '../Live/LiveSwitch.tsx';
import { Badge } from './Badge.tsx';
import styles from './Header.module.css';

export function Header(): ReactElement {
  const t = useT();
  return (
    <header className={styles['header']}>
      <h1 className={styles['name']}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="30" height="30" />
        <span className={styles['words']}>Inkling</span>
      </h1>
      <div className={styles['side']}>
        <LiveSwitch />
        <Badge />
        <IconButton
          icon="grid"
          label={t('library:gallery')}
          data-testid="gallery-open"
          onClick={() => openSheet('gallery')}
        />
        <IconButton icon="share" label={t('library:share')} data-testid="share" onClick={() => openSheet('share')} />
        <PageMenu />
      </div>
    </header>
  );
}
