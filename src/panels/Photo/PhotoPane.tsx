// The photo, or the ways to get one.
import type { ReactElement } from 'react';
import { choosePhoto, removePhoto } from '../../actions/photo.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import styles from './Photo.module.css';
import { PixelCanvas } from './PixelCanvas.tsx';
import { usePhotoPixels } from './usePhoto.ts';

const take = (file: File): void => void choosePhoto(file);

export function PhotoPane(): ReactElement {
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
            label={`The photo, ${photo.width} × ${photo.height} pixels`}
            testId="photo-canvas"
          />
        ) : (
          <p>Choose a photo or a drawing, drop it here, or paste it.</p>
        )}
      </div>
      <div className={`${styles['row']} ${styles['photoRow']}`}>
        <FileButton icon="photo" look={photo ? 'plain' : 'primary'} onFile={take} testId="photo-file">
          {photo ? 'Another photo' : 'Choose a photo'}
        </FileButton>
        <FileButton icon="camera" onFile={take} testId="photo-camera" camera>
          Camera
        </FileButton>
        {photo && (
          <IconButton icon="clear" label="Take the photo away" data-testid="photo-remove" onClick={removePhoto} />
        )}
        {photo && photo.notes.length > 0 && (
          <p className={styles['note']} data-testid="photo-notes">
            {photo.notes.join(' ')}
          </p>
        )}
      </div>
    </>
  );
}
