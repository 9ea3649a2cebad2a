// Every drawing that is stored on this device: the page of each tab, and those that made way for another one.
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { newPage, openStoredPage } from '../library.ts';
import { useT } from '../../../i18n/useT.ts';
import type { PageRow } from '../../../library/db.ts';
import { listPages, takePages } from '../../../library/pages.ts';
import { currentPage, heldPages } from '../../../library/tab.ts';
import { Button } from '../../../ui/Button.tsx';
import { DrawingCard } from './DrawingCard.tsx';
import styles from './Gallery.module.css';
import { type Deleted, UndoBar } from './UndoBar.tsx';

interface Shown {
  readonly rows: readonly PageRow[];
  /** Ids of those that some tab has open. */
  readonly held: ReadonlySet<string>;
}

const NOTHING: Shown = { rows: [], held: new Set() };

async function readDrawings(): Promise<Shown> {
  const [all, held] = await Promise.all([listPages().catch(() => []), heldPages()]);
  return { rows: all.filter(({ empty, prompt }) => !empty || prompt.trim() !== ''), held };
}

export function DrawingsTab({ onOpened }: { onOpened: () => void }): ReactElement {
  const t = useT();
  const [{ rows, held }, setShown] = useState<Shown>(NOTHING);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const read = useCallback(async (): Promise<void> => setShown(await readDrawings()), []);
  useEffect(() => {
    let gone = false;
    void readDrawings().then((shown) => {
      if (!gone) setShown(shown);
    });
    return () => {
      gone = true;
    };
  }, []);
  const remove = async (id: string): Promise<void> => {
    // Another tab may have opened it since the list was read.
    if (!(await heldPages()).has(id)) {
      const undo = await takePages([id]);
      setDeleted({ count: 1, undo: () => undo().then(read) });
    }
    await read();
  };
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
            elsewhere={row.id !== currentPage() && held.has(row.id)}
            onOpen={() => void openStoredPage(row.id).then(onOpened)}
            onDelete={() => void remove(row.id)}
          />
        ))}
      </ul>
      <UndoBar deleted={deleted} onDone={() => setDeleted(null)} />
    </div>
  );
}
