// Every drawing that is stored on this device: the page of each tab, and those that made way for another one.
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { newPage, openStoredPage } from '../../actions/library.ts';
import { useT } from '../../i18n/useT.ts';
import type { PageRow } from '../../library/db.ts';
import { listPages, takePages } from '../../library/pages.ts';
import { currentPage } from '../../library/tab.ts';
import { Button } from '../../ui/Button.tsx';
import { DrawingCard } from './DrawingCard.tsx';
import styles from './Gallery.module.css';
import { type Deleted, UndoBar } from './UndoBar.tsx';

export function DrawingsTab({ onOpened }: { onOpened: () => void }): ReactElement {
  const t = useT();
  const [rows, setRows] = useState<readonly PageRow[]>([]);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const read = useCallback(async (): Promise<void> => {
    const all = await listPages().catch(() => []);
    setRows(all.filter(({ empty, prompt }) => !empty || prompt.trim() !== ''));
  }, []);
  useEffect(() => {
    let gone = false;
    void listPages()
      .catch(() => [])
      .then((all) => {
        if (!gone) setRows(all.filter(({ empty, prompt }) => !empty || prompt.trim() !== ''));
      });
    return () => {
      gone = true;
    };
  }, []);
  const remove = (id: string): void =>
    void takePages([id]).then((undo) => {
      setDeleted({ count: 1, undo: () => undo().then(read) });
      return read();
    });
  return (
    <div className={styles['tab']}>
      <div className={styles['bar']}>
        <p className={styles['count']}>{t('library:drawingsAbout')}</p>
        <Button icon="paper" look="primary" data-testid="new-drawing" onClick={() => void newPage().then(onOpened)}>
          {t('library:newDrawing')}
        </Button>
      </div>
      <ul className={styles['drawings']} data-testid="drawings">
        {rows.map((row) => (
          <DrawingCard
            key={row.id}
            row={row}
            here={row.id === currentPage()}
            onOpen={() => void openStoredPage(row.id).then(onOpened)}
            onDelete={() => remove(row.id)}
          />
        ))}
      </ul>
      <UndoBar deleted={deleted} onDone={() => setDeleted(null)} />
    </div>
  );
}
