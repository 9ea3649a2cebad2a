// One picture, large, with how it was made and what can be done with it.
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { keptSvg } from '../../making/keptClean.ts';
import { useT } from '../../../i18n/useT.ts';
import { pictureFile } from '../../../library/pictures.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Facts } from './Facts.tsx';
import { PictureActions } from './PictureActions.tsx';
import styles from './Viewer.module.css';
import { useBlobUrl } from './useBlobUrl.ts';
import type { ViewerProps } from './viewerTypes.ts';

export function Viewer({ row, onBack, onStep, onDelete, onRestored }: ViewerProps): ReactElement {
  const t = useT();
  const url = useBlobUrl(row.id, pictureFile);
  const clean = useBlobUrl(row.id, keptSvg);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') onStep(-1);
    else if (event.key === 'ArrowRight') onStep(1);
    else if (event.key === 'Delete') onDelete();
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles['viewer']} data-testid="gallery-viewer" onKeyDown={onKey}>
      <div className={styles['stage']}>
        {url && (
          <img
            src={clean || url}
            alt={row.prompt || t('library:noWords')}
            width={row.width}
            height={row.height}
            data-clean={clean !== ''}
          />
        )}
      </div>
      <div className={styles['side']}>
        <div className={styles['row']}>
          <Button ref={back} icon="grid" look="quiet" data-testid="gallery-back" onClick={onBack}>
            {t('library:backToAll')}
          </Button>
          <span className={styles['steps']}>
            <IconButton icon="before" label={t('library:previous')} onClick={() => onStep(-1)} />
            <IconButton icon="next" label={t('library:next')} onClick={() => onStep(1)} />
          </span>
        </div>
        <Facts row={row} />
        <PictureActions row={row} onDelete={onDelete} onRestored={onRestored} />
      </div>
    </div>
  );
}
