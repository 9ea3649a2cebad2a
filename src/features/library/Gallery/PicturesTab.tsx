// The kept pictures: search, choose, open, delete, export.
import { type ReactElement, useMemo, useState } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { PictureRow } from '../../../library/db.ts';
import { type Filter, found } from '../../../library/filter.ts';
import { setFavourite, takePictures } from '../../../library/pictures.ts';
import { chooseNone } from '../../../library/selection.ts';
import { exportPictures } from '../pictures.ts';
import styles from './Gallery.module.css';
import { Grid } from './Grid.tsx';
import { PictureBar } from './PictureBar.tsx';
import { type Deleted, UndoBar } from './UndoBar.tsx';
import { useSelection } from './useSelection.ts';

export interface PicturesTabProps {
  readonly rows: readonly PictureRow[] | null;
  readonly onOpen: (id: string, order: readonly string[]) => void;
}

export function PicturesTab({ rows, onOpen }: PicturesTabProps): ReactElement {
  const t = useT();
  const [filter, setFilter] = useState<Filter>({ words: '', favourites: false });
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const shown = useMemo(() => found(rows ?? [], filter), [rows, filter]);
  const order = useMemo(() => shown.map(({ id }) => id), [shown]);
  const open = (id: string): void => onOpen(id, order);
  const chosen = useSelection(order, open);
  const picked = shown.filter(({ id }) => chosen.selection.ids.has(id));
  const remove = (ids: readonly string[]): void =>
    void takePictures(ids).then((undo) => setDeleted({ count: ids.length, undo }));
  return (
    <>
      <PictureBar
        filter={filter}
        onFilter={setFilter}
        count={shown.length}
        picked={picked}
        onNone={() => chosen.set(chooseNone(chosen.selection))}
        onFavourite={(on) => void setFavourite([...chosen.selection.ids], on)}
        onExport={() => void exportPictures(picked.length > 0 ? picked : shown)}
        onDelete={() => remove([...chosen.selection.ids])}
      />
      {shown.length > 0 && <Grid rows={shown} order={order} chosen={chosen} onOpen={open} onDelete={remove} />}
      {rows && shown.length === 0 && (
        <p className={styles['empty']}>{t(rows.length === 0 ? 'library:noPictures' : 'library:nothingFound')}</p>
      )}
      <UndoBar deleted={deleted} onDone={() => setDeleted(null)} />
    </>
  );
}
