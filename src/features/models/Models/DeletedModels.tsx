// Models that were deleted and still lie on this device: put back, or deleted for good at once.
import type { ReactElement } from 'react';
import { removeModel, restoreModel } from '../shelf.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import styles from './Models.module.css';

export function DeletedModels(): ReactElement | null {
  const t = useT();
  const deleted = useApp((state) => state.shelf.deleted);
  if (deleted.length === 0) return null;
  const size = formatBytes(deleted.reduce((sum, { bytes }) => sum + bytes, 0));
  return (
    <section className={styles['added']}>
      <h3>{t('shell:deletedModels')}</h3>
      <p className={styles['about']}>{t('shell:deletedModelsAbout', { size })}</p>
      <ul className={styles['list']} data-testid="deleted-models">
        {deleted.map((model) => (
          <li key={model.id} className={styles['row']}>
            <div>
              <strong>{model.name}</strong>
              <p>{formatBytes(model.bytes)}</p>
            </div>
            <Button
              aria-label={t('shell:putBackThis', { name: model.name })}
              data-testid={`restore-${model.id}`}
              onClick={() => void restoreModel(model)}
            >
              {t('shell:putBack')}
            </Button>
            <ConfirmButton
              label={t('shell:deleteNowThis', { name: model.name })}
              text={t('shell:deleteNow')}
              sure={t('shell:deleteSure')}
              testId={`drop-${model.id}`}
              onConfirm={() => void removeModel(model)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
