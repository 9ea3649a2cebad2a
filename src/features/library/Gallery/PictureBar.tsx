// Above the pictures: search while nothing is chosen, what can be done with the chosen ones otherwise.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { PictureRow } from '../../../library/db.ts';
import type { Filter } from '../../../library/filter.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import styles from './Gallery.module.css';

export interface PictureBarProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly count: number;
  readonly picked: readonly PictureRow[];
  readonly onNone: () => void;
  readonly onFavourite: (on: boolean) => void;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

export function PictureBar(props: PictureBarProps): ReactElement {
  const { filter, onFilter, count, picked, onExport } = props;
  const t = useT();
  if (picked.length > 0) return <ChosenBar {...props} />;
  return (
    <div className={styles['bar']}>
      <input
        type="search"
        className={styles['search']}
        value={filter.words}
        placeholder={t('library:search')}
        aria-label={t('library:search')}
        data-testid="gallery-search"
        onChange={(event) => onFilter({ ...filter, words: event.target.value })}
      />
      <IconButton
        icon="heart"
        label={t('library:onlyFavourites')}
        aria-pressed={filter.favourites}
        data-testid="gallery-favourites"
        onClick={() => onFilter({ ...filter, favourites: !filter.favourites })}
      />
      <p role="status" className={styles['count']} data-testid="gallery-count">
        {t('library:pictureCount', { count })}
      </p>
      <Button icon="download" disabled={count === 0} data-testid="gallery-export" onClick={onExport}>
        {t('library:exportAll')}
      </Button>
    </div>
  );
}

function ChosenBar({ picked, onNone, onFavourite, onExport, onDelete }: PictureBarProps): ReactElement {
  const t = useT();
  const all = picked.every(({ favourite }) => favourite);
  return (
    <div className={styles['bar']} data-testid="gallery-chosen">
      <IconButton icon="close" label={t('library:chooseNone')} onClick={onNone} />
      <p role="status" className={styles['count']}>
        {t('library:chosen', { count: picked.length })}
      </p>
      <IconButton
        icon="heart"
        label={t(all ? 'library:noFavourite' : 'library:favourite')}
        aria-pressed={all}
        data-testid="gallery-favourite"
        onClick={() => onFavourite(!all)}
      />
      <Button icon="download" data-testid="gallery-export" onClick={onExport}>
        {t('library:export')}
      </Button>
      <Button icon="clear" data-testid="gallery-delete" onClick={onDelete}>
        {t('common:delete')}
      </Button>
    </div>
  );
}
