// What lies on this device: how big, whether the browser keeps it, and how to delete it.
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { askToPersist, deleteKept, type Kept, type Overview, readStorage } from '../storage.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { saidFailure } from '../../../i18n/said.ts';
import { failureOf } from '../../../machine/failure.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EraseAll } from './EraseAll.tsx';
import { KeptRow } from './KeptRow.tsx';
import { SpaceBar } from './SpaceBar.tsx';
import styles from './Storage.module.css';

export function StorageSheet({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const [overview, setOverview] = useState<Overview | null>(null);
  const [problem, setProblem] = useState('');
  const read = useCallback((): Promise<void> => readStorage().then(setOverview), []);
  useEffect(() => void read(), [read]);
  const remove = async (kept: Kept): Promise<void> => {
    setProblem('');
    try {
      await deleteKept(kept);
    } catch (error) {
      setProblem(saidFailure(failureOf(error)));
    }
    await read();
  };
  return (
    <Dialog title={t('shell:storage')} testId="storage" onClose={onClose}>
      <p className={styles['about']}>{t('shell:storageAbout')}</p>
      {overview ? (
        <>
          <SpaceBar space={overview.space} />
          <Persistence persisted={overview.space.persisted} onAsk={() => void askToPersist().then(read)} />
          <ul className={styles['list']}>
            {overview.kept.map((kept) => (
              <KeptRow key={`${kept.kind} ${kept.id}`} kept={kept} onDelete={() => void remove(kept)} />
            ))}
            <li className={styles['row']}>
              <div>
                <strong>{t('shell:keptPage')}</strong>
                <p>{t('shell:keptPageAbout')}</p>
              </div>
              <span>{formatBytes(overview.offlineBytes)}</span>
            </li>
          </ul>
        </>
      ) : (
        <p role="status">{t('shell:storageReading')}</p>
      )}
      <p role="alert" className={styles['problem']}>
        {problem}
      </p>
      <EraseAll />
    </Dialog>
  );
}

function Persistence({ persisted, onAsk }: { persisted: boolean; onAsk: () => void }): ReactElement {
  const t = useT();
  return (
    <div className={styles['persistence']}>
      <p>{persisted ? t('shell:persisted') : t('shell:notPersisted')}</p>
      {!persisted && (
        <Button data-testid="persist" onClick={onAsk}>
          {t('shell:persist')}
        </Button>
      )}
    </div>
  );
}
