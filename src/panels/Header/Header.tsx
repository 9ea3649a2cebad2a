// The head of the page: name, sharing, and where pictures are computed.
import type { ReactElement } from 'react';
import { copyShareLink } from '../../actions/share.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Badge } from './Badge.tsx';
import styles from './Header.module.css';

export function Header(): ReactElement {
  return (
    <header className={styles['header']}>
      <h1 className={styles['name']}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="30" height="30" />
        Inkling
      </h1>
      <div className={styles['side']}>
        <Badge />
        <IconButton
          icon="link"
          label="Copy a link to this drawing"
          data-testid="share"
          onClick={() => void copyShareLink()}
        />
      </div>
    </header>
  );
}
