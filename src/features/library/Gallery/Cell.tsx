// One picture in the grid.
import type { MouseEvent, ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { PictureRow } from '../../../library/db.ts';
import { pictureThumb } from '../../../library/pictures.ts';
import { Icon } from '../../../ui/icons.tsx';
import styles from './Gallery.module.css';
import { useBlobUrl } from './useBlobUrl.ts';

export interface CellProps {
  readonly row: PictureRow;
  readonly index: number;
  readonly count: number;
  readonly place: { readonly x: number; readonly y: number; readonly side: number };
  readonly chosen: boolean;
  /** The one that Tab reaches. */
  readonly current: boolean;
  readonly onClick: (event: MouseEvent, id: string) => void;
  readonly onTick: (id: string) => void;
}

export function Cell({ row, index, count, place, chosen, current, onClick, onTick }: CellProps): ReactElement {
  const t = useT();
  const url = useBlobUrl(row.id, pictureThumb);
  const { x, y, side } = place;
  return (
    <div
      role="option"
      aria-selected={chosen}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={row.prompt.trim() || t('library:noWords')}
      tabIndex={current ? 0 : -1}
      className={styles['cell']}
      style={{ width: side, height: side, transform: `translate(${x}px, ${y}px)` }}
      data-id={row.id}
      data-testid="gallery-picture"
      onClick={(event) => onClick(event, row.id)}
    >
      {url && <img src={url} alt="" draggable={false} />}
      <span
        className={styles['tick']}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onTick(row.id);
        }}
      >
        <Icon name="check" size={16} />
      </span>
      {row.favourite && (
        <span className={styles['heart']} aria-hidden="true">
          <Icon name="heart" size={16} />
        </span>
      )}
    </div>
  );
}
