// The photo, or the ways to do without one.
import type { ReactElement } from 'react';
import { choosePhoto, removePhoto } from '../photo.ts';
import { said } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import type { HandEditor } from './byHand.ts';
import { ByHand } from './ByHand.tsx';
import styles from './Photo.module.css';
import { PixelCanvas } from './PixelCanvas.tsx';
import { usePhotoPixels } from './usePhoto.ts';

const take = (file: File): void => void choosePhoto(file);

export function PhotoPane({ onEdit }: { readonly onEdit: (editor: HandEditor) => void }): ReactElement {
  const t = useT();
  const photo = useApp((state) => state.photo.photo);
  const pixels = usePhotoPixels();
  return (
    <>
      <div className={`${styles['stage']} ${styles['photo']}`} data-empty={!photo}>
        {photo ? (
          <PixelCanvas
            pixels={pixels}
            shown={photo.id}
            className={styles['picture']}
            label={t('photo:shown', { width: photo.width, height: photo.height })}
            testId="photo-canvas"
          />
        ) : (
          <p>{t('photo:empty')}</p>
        )}
      </div>
      <div className={`${styles['row']} ${styles['photoRow']}`}>
        <FileButton icon="photo" look={photo ? 'plain' : 'primary'} onFile={take} testId="photo-file">
          {t(photo ? 'photo:another' : 'photo:choose')}
        </FileButton>
        <FileButton icon="camera" onFile={take} testId="photo-camera" camera>
          {t('photo:camera')}
        </FileButton>
        {photo && (
          <IconButton icon="clear" label={t('photo:remove')} data-testid="photo-remove" onClick={removePhoto} />
        )}
        <ByHand onEdit={onEdit} />
        {photo && photo.notes.length > 0 && (
          <p className={styles['note']} data-testid="photo-notes">
            {photo.notes.map(said).join(' ')}
          </p>
        )}
      </div>
    </>
  );
}
