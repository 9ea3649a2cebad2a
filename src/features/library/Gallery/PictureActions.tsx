// What can be done with a kept picture.
import type { ReactElement } from 'react';
import { copyPicture, restorePage, savePicture, startFromKept } from '../pictures.ts';
import { useT } from '../../../i18n/useT.ts';
import { setFavourite } from '../../../library/pictures.ts';
import { Button } from '../../../ui/Button.tsx';
import type { ViewerProps } from './viewerTypes.ts';
import styles from './Viewer.module.css';

export function PictureActions({
  row,
  onDelete,
  onRestored,
}: Pick<ViewerProps, 'row' | 'onDelete' | 'onRestored'>): ReactElement {
  const t = useT();
  return (
    <div className={styles['actions']}>
      <Button
        icon="reset"
        look="primary"
        data-testid="gallery-restore"
        onClick={() => void restorePage(row).then((done) => done && onRestored())}
      >
        {t('library:restore')}
      </Button>
      <Button
        icon="photo"
        data-testid="gallery-start"
        onClick={() => void startFromKept(row).then((done) => done && onRestored())}
      >
        {t('library:useAsStart')}
      </Button>
      <Button icon="download" data-testid="gallery-save" onClick={() => void savePicture(row)}>
        {t('library:savePng')}
      </Button>
      <Button icon="copy" onClick={() => void copyPicture(row)}>
        {t('library:copy')}
      </Button>
      <Button
        icon="heart"
        aria-pressed={row.favourite}
        data-testid="gallery-favourite"
        onClick={() => void setFavourite([row.id], !row.favourite)}
      >
        {t(row.favourite ? 'library:noFavourite' : 'library:favourite')}
      </Button>
      <Button icon="clear" data-testid="gallery-delete" onClick={onDelete}>
        {t('common:delete')}
      </Button>
    </div>
  );
}
