// One stored drawing.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { PageRow } from '../../../library/db.ts';
import { pageThumb } from '../../../library/pages.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './Gallery.module.css';
import { useBlobUrl } from './useBlobUrl.ts';

export interface DrawingCardProps {
  readonly row: PageRow;
  /** It is the one on the page. */
  readonly here: boolean;
  /** Another tab has it open. */
  readonly elsewhere: boolean;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}

export function DrawingCard({ row, here, elsewhere, onOpen, onDelete }: DrawingCardProps): ReactElement {
  const t = useT();
  const url = useBlobUrl(row.id, pageThumb);
  const name = row.prompt.trim() || t('library:noWords');
  const when = new Date(row.changedAt).toLocaleString();
  return (
    <li className={styles['drawing']} data-here={here}>
      <button type="button" disabled={here} data-testid="drawing" onClick={onOpen}>
        <span className={styles['sheet']}>{url && <img src={url} alt="" />}</span>
        <span className={styles['name']} dir="auto">
          {name}
        </span>
        <small>{here ? t('library:drawingHere') : elsewhere ? t('library:drawingElsewhere') : when}</small>
      </button>
      {!here && !elsewhere && (
        <IconButton icon="clear" label={t('library:deleteDrawing', { name })} onClick={onDelete} />
      )}
    </li>
  );
}
