// Downloads that stopped before their end: each goes on where it stopped, or is thrown away.
import type { ReactElement } from 'react';
import { goOn, removeModel } from '../shelf.ts';
import { entryOf } from '../../../catalogue/offers.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import styles from './Models.module.css';

export function Unfinished({ disabled }: { disabled: boolean }): ReactElement | null {
  const t = useT();
  const unfinished = useApp((state) => state.shelf.unfinished);
  const busy = useApp((state) => state.shelf.adding !== null);
  if (unfinished.length === 0) return null;
  return (
    <section className={styles['added']}>
      <h3>{t('shell:unfinished')}</h3>
      <ul className={styles['list']} data-testid="unfinished-models">
        {unfinished.map((model) => {
          const name = entryOf(model.source)?.name ?? decodeURI(model.source.split('/').at(-1) ?? model.source);
          return (
            <li key={model.id} className={styles['row']}>
              <div>
                <strong>{name}</strong>
                <p>{t('shell:unfinishedSize', { size: formatBytes(model.bytes) })}</p>
              </div>
              <Button
                disabled={disabled || busy}
                aria-label={t('shell:goOnWith', { name })}
                onClick={() => void goOn(model)}
              >
                {t('shell:goOn')}
              </Button>
              <ConfirmButton
                label={t('shell:deleteThis', { name })}
                text={t('common:delete')}
                sure={t('shell:deleteSure')}
                testId={`delete-${model.id}`}
                onConfirm={() => void removeModel({ id: model.id, name })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
