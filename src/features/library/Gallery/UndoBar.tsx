// What was deleted, and the way to get it back.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Gallery.module.css';

export interface Deleted {
  readonly count: number;
  readonly undo: () => Promise<void>;
}

export function UndoBar({ deleted, onDone }: { deleted: Deleted | null; onDone: () => void }): ReactElement {
  const t = useT();
  return (
    <div role="status" className={styles['undoPlace']}>
      {deleted && (
        <p className={styles['undo']} data-testid="gallery-undo">
          {t('library:deleted', { count: deleted.count })}
          <Button icon="undo" look="quiet" onClick={() => void deleted.undo().then(onDone)}>
            {t('common:undo')}
          </Button>
        </p>
      )}
    </div>
  );
}
