// The head of the page: name, sharing, and where pictures are computed.
import type { ReactElement } from 'react';
import { toggleInspector } from '../../../state/layout.ts';
import { openSheet } from '../../../state/sheet.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { PageMenu } from '../Menu/Menu.tsx';
import { Queue } from '../../making/Queue/Queue.tsx';
import { Badge } from './Badge.tsx';
import styles from './Header.module.css';

export function Header(): ReactElement {
  const t = useT();
  const inspector = useApp((state) => state.inspector);
  return (
    <header className={styles['header']}>
      <h1 className={styles['name']}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="30" height="30" />
        <span className={styles['words']}>Inkling</span>
      </h1>
      <Queue />
      <div className={styles['side']}>
        <Badge />
        <IconButton
          icon="grid"
          label={t('library:gallery')}
          data-testid="gallery-open"
          onClick={() => openSheet('gallery')}
        />
        <IconButton icon="share" label={t('library:share')} data-testid="share" onClick={() => openSheet('share')} />
        <PageMenu />
        <IconButton
          icon="sliders"
          label={t('shell:inspector')}
          aria-expanded={inspector}
          aria-pressed={inspector}
          data-testid="inspector-toggle"
          onClick={toggleInspector}
        />
      </div>
    </header>
  );
}
