// In the projector's view: the way back, and the drawing's link as a large code for the cameras of those who watch.
import type { ReactElement } from 'react';
import { toggleBare } from '../../../state/layout.ts';
import { openSheet } from '../../../state/sheet.ts';
import { useT } from '../../../i18n/useT.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './Bare.module.css';

export function Bare(): ReactElement {
  const t = useT();
  return (
    <div className={styles['bare']}>
      <IconButton icon="share" label={t('library:qr')} data-testid="bare-code" onClick={() => openSheet('share')} />
      <IconButton icon="close" label={t('shell:bareEnd')} keys="Esc" data-testid="bare-end" onClick={toggleBare} />
    </div>
  );
}
