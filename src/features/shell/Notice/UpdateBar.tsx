// A new version waits: said once, quietly, at the foot of the page. Put off, it comes with the next start by itself.
import { type ReactElement, useState } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { reloadForUpdate } from '../start.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Notice.module.css';

export function UpdateBar(): ReactElement {
  const t = useT();
  const update = useApp((state) => state.update);
  const [later, setLater] = useState(false);
  return (
    <div role="status">
      {update && !later && (
        <div className={styles['update']} data-testid="update">
          <p>{t('shell:updateReady')}</p>
          <Button look="primary" data-testid="update-reload" onClick={reloadForUpdate}>
            {t('shell:updateReload')}
          </Button>
          <Button look="quiet" data-testid="update-later" onClick={() => setLater(true)}>
            {t('shell:updateLater')}
          </Button>
        </div>
      )}
    </div>
  );
}
